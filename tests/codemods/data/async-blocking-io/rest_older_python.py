import subprocess


async def load(folder):
    subprocess.run(["ls", folder])
