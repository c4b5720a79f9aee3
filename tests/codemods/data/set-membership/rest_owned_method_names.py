def check(frame):
    return frame.str.lower() == ["a", "b", "c"], frame.size in [1, 2, 3]
