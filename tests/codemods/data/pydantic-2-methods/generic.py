from abc import ABC
from typing import Generic, TypeVar

import pydantic as pd

T = TypeVar("T")


class Page(pd.BaseModel, Generic[T]):
    rows: list[T]


class Numbers(Page[int], ABC):
    pass


Numbers.update_forward_refs()
page = Numbers(rows=[1])
text = (
    page  # all of it
    .json()
)
# output
from abc import ABC
from typing import Generic, TypeVar

import pydantic as pd

T = TypeVar("T")


class Page(pd.BaseModel, Generic[T]):
    rows: list[T]


class Numbers(Page[int], ABC):
    pass


Numbers.model_rebuild()
page = Numbers(rows=[1])
text = (
    page  # all of it
    .model_dump_json()
)
