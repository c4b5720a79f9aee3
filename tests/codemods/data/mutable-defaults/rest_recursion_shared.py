def walk(node, found=[]):
    found.append(node)
    for child in node.children:
        walk(child)
    return found


class Tree:
    def names(self, found=[]):
        found.append(self.name)
        for child in self.children:
            child.names()
        return found
