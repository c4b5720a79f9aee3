class Node:
    def first_of(self, tree_of_all):
        childCount = self.childCount
        return childCount

    def second_of(self, tree_of_all):
        nodeName = 3
        return make(nodeName=nodeName)
