x = 1
# import os  # noqa: ERA001
