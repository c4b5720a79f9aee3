"""What an upgrade means for a repository: what it uses, what changed, what helps."""
