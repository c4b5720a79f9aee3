# minimum Python: 3.9
async def check(jobs: dict[str, str]) -> None:
    for name in jobs:
        await wait(name)
        print(name, jobs[name])


def each(jobs: dict[str, str]):
    for name in jobs:
        yield name
        print(name, jobs[name])


def seen(jobs: dict[str, str]) -> dict:
    for name in jobs:
        print(name, jobs[name])
    return locals()
