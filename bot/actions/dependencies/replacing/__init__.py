"""What stands in for packages that nobody keeps any more."""
