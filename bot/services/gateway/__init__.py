"""The way from a sandbox to the package index, and to nothing else."""
