"""Lock files: what they hold, and what may change in them."""
