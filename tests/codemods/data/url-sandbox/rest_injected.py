import httpx
from fastapi import Depends, FastAPI

app = FastAPI()


@app.get("/up")
async def up(base: str = Depends(base_address)):
    return httpx.get(base)


@retry.get(3)
def read(url):
    return httpx.get(url)
