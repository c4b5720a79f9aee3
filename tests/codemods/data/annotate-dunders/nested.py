def make():
    class Local:
        def __init__(self):
            class Inner:
                def __len__(self):
                    return 1

            self.inner = Inner()

    return Local
# output
def make():
    class Local:
        def __init__(self) -> None:
            class Inner:
                def __len__(self) -> int:
                    return 1

            self.inner = Inner()

    return Local
