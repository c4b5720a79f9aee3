# minimum Python: 3.9
import asyncio
import shutil as files
from subprocess import run

import requests


class Shop:
    async def load(self, url, **options):
        data = requests.get(url, timeout=10).json()
        run(["ls", await self.folder()], check=True)
        first = (requests.post(url, **options))["a"]
        files.rmtree(
            self.folder,  # all of it
            ignore_errors=True,
        )
        with requests.get(url) as answer:
            print(f"{run('ls').returncode} {answer}", not run(*url))
        return data, first
# output
# minimum Python: 3.9
import asyncio
import shutil as files
from subprocess import run

import requests


class Shop:
    async def load(self, url, **options):
        data = (await asyncio.to_thread(requests.get, url, timeout=10)).json()
        await asyncio.to_thread(run, ["ls", await self.folder()], check=True)
        first = (await asyncio.to_thread(requests.post, url, **options))["a"]
        await asyncio.to_thread(
            files.rmtree,
            self.folder,  # all of it
            ignore_errors=True,
        )
        with await asyncio.to_thread(requests.get, url) as answer:
            print(f"{(await asyncio.to_thread(run, 'ls')).returncode} {answer}", not await asyncio.to_thread(run, *url))
        return data, first
