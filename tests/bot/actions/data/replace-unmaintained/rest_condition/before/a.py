import sys

if sys.version_info >= (3, 5):
    from os import scandir
else:
    from scandir import scandir

print(scandir)
