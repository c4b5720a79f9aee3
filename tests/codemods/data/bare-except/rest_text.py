TEXT = """
try:
    x()
except:
    pass
"""
