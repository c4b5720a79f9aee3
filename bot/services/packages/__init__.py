"""The package indexes asked for releases, and what is known of vulnerable ones."""
