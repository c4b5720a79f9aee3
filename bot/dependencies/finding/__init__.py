"""Where requirements are written: one reader for each kind of file."""
