# minimum Python: 3.9
import asyncio
import subprocess


async def main():
    subprocess.run(["ls"])


if __name__ == "__main__":
    asyncio.run(main())
