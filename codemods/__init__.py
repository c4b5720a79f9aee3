"""Pure rewrites of Python source: bytes in, bytes and findings out."""
