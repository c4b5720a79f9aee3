class A:
    def __init__(
        self,
        a,  # (the: first
        b={"x": [1, 2]},
    ):  # here
        self.a = a

    def __str__ ( self ) :
        return "é"
# output
class A:
    def __init__(
        self,
        a,  # (the: first
        b={"x": [1, 2]},
    ) -> None:  # here
        self.a = a

    def __str__ ( self ) -> str :
        return "é"
