import re

for line in open(0):
    print(re.search("a", line))
