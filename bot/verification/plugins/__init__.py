"""What runs inside the target's environment: files of their own, no imports of ours."""
