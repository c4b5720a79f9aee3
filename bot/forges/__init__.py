"""Where pull requests live: one protocol, one module for each kind of forge."""
