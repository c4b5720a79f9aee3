import os

print("Warning: slow")
later = lambda: print("Error: late")
