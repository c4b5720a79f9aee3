import asyncio


async def main():
    await run()
    async with asyncio.timeout(3) as limit:
        limit.reschedule(4)


async def run():
    asyncio.create_task(main())
    with open("x") as file:
        file.write("x")


asyncio.run(main())
# output
import asyncio


async def main() -> None:
    await run()
    async with asyncio.timeout(3) as limit:
        limit.reschedule(4)


async def run() -> None:
    asyncio.create_task(main())
    with open("x") as file:
        file.write("x")


asyncio.run(main())
