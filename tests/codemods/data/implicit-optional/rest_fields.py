from dataclasses import dataclass

from pydantic import BaseModel


class Order(BaseModel):
    note: str = None


@dataclass
class Line:
    note: str = None
