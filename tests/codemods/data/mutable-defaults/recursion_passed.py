def walk(node, found=[]):
    found.append(node)
    for child in node.children:
        walk(child, found)
    return found
# output
def walk(node, found=None):
    if found is None:
        found = []
    found.append(node)
    for child in node.children:
        walk(child, found)
    return found
