try:
    import torch
except (ImportError, OSError) as e:  # no GPU
    torch = None

try:
    pass
except ValueError as e:
    print(e)
except TypeError as e:
    pass
# output
try:
    import torch
except (ImportError, OSError):  # no GPU
    torch = None

try:
    pass
except ValueError as e:
    print(e)
except TypeError:
    pass
