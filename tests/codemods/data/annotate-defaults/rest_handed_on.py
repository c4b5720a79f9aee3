class _Action:
    def __init__(self, help="show it"):
        self.help = help


def _run(help="x"):
    print(help)


ACTIONS = {"version": _Action, "run": _run}
