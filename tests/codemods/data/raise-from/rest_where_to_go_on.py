import unittest

import typer


def f(x):
    try:
        return next(x)
    except LookupError:
        raise StopIteration
    except OSError:
        raise typer.Exit(2)
    except ImportError:
        raise unittest.SkipTest("nothing there")
    except ValueError:
        raise SystemExit("no value")
    except TypeError as error:
        raise x.retry(exc=error)
