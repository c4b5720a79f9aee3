"""What several codemods of this area, readability, are made of."""
