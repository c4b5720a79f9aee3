"""What is said of loaders that build any object."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

IMPORTS = """\
import cloudpickle, dill, joblib, jsonpickle, keras, marshal, shelve, torch
import numpy as np, pandas as pd
"""


def reasons(text: str, lowest: tuple[int, int] = (3, 12)) -> list[str]:
    """Return why places of a file are left alone."""
    source = f"{IMPORTS}{text}\n".encode()
    project = Project(minimum_python=lowest)
    result = rewrite(CATALOGUE["deserialization"], "shop.py", source, project)
    assert result.source == source
    return [left.reason for left in result.left_alone]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            "def f(p): return torch.load(p)",
            "a checkpoint may hold more than weights, and can run any code",
            id="checkpoint",
        ),
        pytest.param(
            "def f(p): return torch.load(p, weights_only=False)",
            "it holds a pickle, which can run any code; it comes from a parameter",
            id="trusting",
        ),
        pytest.param(
            "def f(m, p): m.load_state_dict(torch.load(p, pickle_module=dill))",
            "it has a pickle module of its own, which can run any code",
            id="pickle-module",
        ),
        pytest.param(
            "np.load('a.npy', allow_pickle=True)",
            "arrays of objects are pickles; it comes from a file",
            id="numpy",
        ),
        pytest.param(
            "def f(p): return np.load(p, None, True)",
            "arrays of objects are pickles; it comes from a parameter",
            id="numpy-by-place",
        ),
        pytest.param(
            "def f(p): return keras.models.load_model(p, safe_mode=False)",
            "without `safe_mode` it runs code; it comes from a parameter",
            id="keras",
        ),
        pytest.param(
            "def f(p): return jsonpickle.decode(p)",
            "jsonpickle builds any object that the text names;"
            " it comes from a parameter",
            id="jsonpickle",
        ),
        pytest.param(
            "def f(p): return marshal.loads(p)",
            "marshal does not check its data, which can crash Python or run code;"
            " it comes from a parameter",
            id="marshal",
        ),
        *(
            pytest.param(
                f"def f(p): return {call}(p)",
                "it holds a pickle, which can run any code; it comes from a parameter",
                id=call,
            )
            for call in (
                "cloudpickle.loads",
                "dill.load",
                "joblib.load",
                "pd.read_pickle",
                "shelve.open",
            )
        ),
    ],
)
def test_reason(text: str, reason: str) -> None:
    """What cannot be made safe is named, with where the data comes from."""
    assert reasons(text) == [reason]


def test_old_python() -> None:
    """An old Python may have a PyTorch that does not know the argument."""
    text = "def f(m, p): m.load_state_dict(torch.load(p))"

    assert reasons(text, (3, 10)) == [
        "the project's PyTorch may not know `weights_only`"
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("def f(p): return np.load(p)", id="numpy-default"),
        pytest.param("def f(p): return np.load(p, allow_pickle=False)", id="numpy"),
        pytest.param("def f(x): return marshal.loads(marshal.dumps(x))", id="copy"),
        pytest.param("def f(p): return keras.models.load_model(p)", id="keras"),
        pytest.param("def f(p): return torch.load(p, weights_only=True)", id="torch"),
        pytest.param("def f(p, w): return torch.load(p, weights_only=w)", id="told"),
        pytest.param("def f(p, w): return torch.load(p, **w)", id="stars"),
    ],
)
def test_no_case(text: str) -> None:
    """What builds data only, or leaves it to the caller, is no case."""
    assert reasons(text) == []
