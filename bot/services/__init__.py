"""What Honebot uses of the machine: git, sandbox, package index, interpreters, tools."""
