ok = (
    value  # read before
    is "x"
)
flag = value is (
    "y"
)
# output
ok = (
    value  # read before
    == "x"
)
flag = value == (
    "y"
)
