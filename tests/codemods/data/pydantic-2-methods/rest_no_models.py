from dataclasses import dataclass

import requests
from marshmallow import BaseModel as Other
from pydantic.v1 import BaseModel


class Old(BaseModel):
    pass


class Foreign(Other):
    pass


@dataclass
class Plain:
    name: str

    def stored(self):
        return self.dict()


def read(given, rows: dict, answer: requests.Response, old: Old, foreign: Foreign):
    print(given.dict(), rows.copy(), answer.json(), old.dict(), foreign.json())
    return Plain("x").json(), Old.parse_obj({})
