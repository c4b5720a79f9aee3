"""What a pull request says, as a pure function of what was done and measured."""
