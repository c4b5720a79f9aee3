"""What is known of vulnerable releases, in the format of OSV."""
