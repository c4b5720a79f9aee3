"""What several codemods of version steps share."""
