TEXT = """
# x.close(True)
# import os
"""
x = 1  # print(x)
