"""Dependencies: their pins, updates and origins."""
