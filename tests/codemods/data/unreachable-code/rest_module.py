import sys

raise SystemExit(sys.argv)
print("never")
