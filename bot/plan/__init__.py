"""Plan: what to do now, what not, and why."""
