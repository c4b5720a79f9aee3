LIMIT = 1
print("one")
if LIMIT:

    async def start(job):
        import asyncio

        asyncio.create_task(job.run())
