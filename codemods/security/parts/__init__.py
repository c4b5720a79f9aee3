"""What several codemods of this area, security, are made of."""
