"""Small readers of facts: one kind of file or question each."""
