"""What Honebot uses of the machine: git, sandbox, package index, Pythons, tools."""
