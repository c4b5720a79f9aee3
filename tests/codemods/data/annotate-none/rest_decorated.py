from typing import overload

import router


@router.get("/")
def index(request):
    request.log()


@overload
def f(a: int) -> None: ...
@overload
def f(a: str) -> int: ...
def f(a):
    print(a)


if f:
    def variant(a):
        print(a)
else:
    def variant(a):
        return 3
