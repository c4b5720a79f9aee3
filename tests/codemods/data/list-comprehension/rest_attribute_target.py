def names(self, users):
    found = []
    for self.user in users:
        found.append(self.user)
    return found
