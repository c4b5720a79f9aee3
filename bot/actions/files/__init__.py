"""Read and edit the files of a target with every other byte kept."""
