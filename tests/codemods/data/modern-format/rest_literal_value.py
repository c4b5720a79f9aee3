print("{} {}".format("a", 2))
