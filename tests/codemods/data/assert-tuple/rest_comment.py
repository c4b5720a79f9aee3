assert (
    x > 0,  # as in the paper
    "too small",
)
