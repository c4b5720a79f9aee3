"""Actions of the area testing."""
