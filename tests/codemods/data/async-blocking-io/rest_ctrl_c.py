import subprocess


async def build(command):
    try:
        return subprocess.run(command, check=True)
    except KeyboardInterrupt:
        return None
