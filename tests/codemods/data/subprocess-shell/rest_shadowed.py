class Runner:
    def run(self, command, shell):
        return command, shell


def start(subprocess):
    subprocess.run("git fetch", shell=True)


subprocess = Runner()
subprocess.run("git fetch", shell=True)
