"""What several codemods of this area, documentation, are made of."""
