import httpx
from fastapi import APIRouter

router = APIRouter()
client = httpx.AsyncClient()


@router.get("/proxy")
async def proxy(url: str):
    answer = await client.get(url)
    return answer.text


@router.post("/hooks")
async def hook(body: Hook):
    async with httpx.AsyncClient() as sender:
        return await sender.post(f"{body.url}/hook")
# reported
# 10: who sends the request chooses the address: `url` (line 10)
# 17: who sends the request chooses the address: `body.url` (line 17)
