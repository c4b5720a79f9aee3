"""What several codemods of this area, performance, are made of."""
