"""The jobs of a training, a file each."""
