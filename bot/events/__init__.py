"""Events: bytes and headers in, what happened out."""
