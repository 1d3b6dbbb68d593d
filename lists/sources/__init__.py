"""The sources of lists, a file each: by which columns each is known, and what its rows say."""
