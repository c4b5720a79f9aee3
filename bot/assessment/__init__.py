"""Assessment: what the target is, and what each action finds in it."""
