"""What a project depends on: where it is written, what there is, what fits."""
