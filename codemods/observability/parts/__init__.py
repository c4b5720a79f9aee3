"""What several codemods of this area, observability, are made of."""
