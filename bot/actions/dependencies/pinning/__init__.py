"""How a project's dependencies are pinned, and who installs them from where."""
