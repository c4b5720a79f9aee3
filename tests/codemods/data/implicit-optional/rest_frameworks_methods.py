from fastapi import APIRouter

router = APIRouter()


class Shop:
    def __call__(self, name: str = None):
        return name

    def find(self, name: str = None):
        return name

    def register(self):
        router.add_api_route("/find", self.find)
