class Window:
    def showAll(self, itemList):
        firstItem = itemList[0]
        return firstItem

    def hideAll(self):
        self.isHidden = True


def plain_function(count):
    newCount = count
    return newCount
