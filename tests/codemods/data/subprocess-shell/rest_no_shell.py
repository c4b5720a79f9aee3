import subprocess
from elsewhere import run, options

subprocess.run("ls")
subprocess.run("ls", shell=False)
subprocess.run("ls -l", shell=options.shell)
subprocess.run(["ls", "-l"], shell=True)
subprocess.run(shell=True)
subprocess.run(*options.command, shell=True)
subprocess.run("git fetch", shell=True, **options.more)
subprocess.run("git fetch", shell=True)  # noqa: S602
run("git fetch", shell=True)
