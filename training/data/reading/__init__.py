"""Files of any size, from disks, zips and addresses, as rows and columns; a piece at a time."""
