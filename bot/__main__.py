"""The command line's door: errors become a sentence and an exit code."""

from __future__ import annotations

import os
import sys
import traceback

from bot.errors import BotError, UsageError

DONE, PARTLY, WRONG_USE, DEFECT, INTERRUPTED = 0, 1, 2, 3, 130


def main() -> int:
    """Run the command line and return its exit code.

    0 done; 1 done but something was refused or failed; 2 wrong use or
    configuration; 3 a defect of Honebot's own; 130 interrupted (Ctrl-C).
    """
    from bot.cli import run  # noqa: PLC0415  # errors of import are caught too

    try:
        return run(sys.argv[1:])
    except BotError as error:
        _say(f"honebot: {error}")
        return WRONG_USE if isinstance(error, UsageError) else PARTLY
    except KeyboardInterrupt:
        _say("honebot: interrupted; nothing is half done, run it again to go on")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        _say(f"honebot: {_os_sentence(error)}")
        return PARTLY
    except Exception:  # noqa: BLE001  # the one place where a defect is caught
        _say("honebot: this is a defect of Honebot, not of your repository.")
        _say("Please report it with these lines:\n" + traceback.format_exc())
        return DEFECT


def _os_sentence(error: OSError) -> str:
    what = error.strerror or str(error)
    where = f": {error.filename}" if error.filename else ""
    return f"the system refused ({what}){where}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
