"""What several codemods of this area, testing, are made of."""
