"""Updates of dependencies: what is out of date, and the change that mends it."""
