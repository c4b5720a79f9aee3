"""Which version fits, and how it is to be written."""
