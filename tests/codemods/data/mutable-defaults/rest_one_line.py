def size(rows=[]): return len(rows)


first = lambda rows=[]: rows[0]
second = lambda rows=(), *, by=None, at={}: rows[1]
