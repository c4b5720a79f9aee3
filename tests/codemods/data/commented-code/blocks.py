import os

# import sys
#from x import (
#    a,
#    b,
#)

# for name in os.environ:
#     if name:
#         print(name)
# else:
#     pass


class Cart:
    # def total(self):
    #     """Say."""
    #     return 1

    lines = []
    # width = 1
    # height = 2
# reported
# 3: this looks like code: `import sys`
# 4: this looks like code: `from x import (`
# 9: this looks like code: `for name in os.environ:`
# 17: this looks like code: `def total(self):`
# 22: this looks like code: `width = 1`
