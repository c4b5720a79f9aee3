"""Names that NumPy 2 took out of its main namespace."""

from __future__ import annotations

import re
from typing import ClassVar

from codemods.model import Safety
from codemods.upgrades.base import Step
from codemods.upgrades.parts.renamed_names import RenamedNames

_EXCEPTIONS = (
    *("AxisError", "ComplexWarning", "ModuleDeprecationWarning"),
    *("TooHardError", "VisibleDeprecationWarning"),
)
_SCALARS = "is gone: `numpy.dtype` and `numpy.issubdtype` answer such questions"
_SETTING = "is gone: `numpy.errstate` sets how errors are handled"


class Numpy2Names(RenamedNames):
    """Write the names that NumPy 2 has.

    NumPy 2 took about a hundred names away, most of them second names of
    something that stays. Where both names are one thing in NumPy 1 already, the
    new one is written.

    Before:

        import numpy as np

        best = np.Inf
        kind = np.float_
        worst = min(np.NINF, 0)

    After:

        import numpy as np

        best = np.inf
        kind = np.float64
        worst = min(-np.inf, 0)

    Fix safety: NumPy 1 has the new names too: the old one is the same object,
    or a function that warns and calls the new one.

    Left alone: names without a successor that is surely the same (`np.cast`,
    `np.find_common_type`), and those that moved to where old releases do not
    have them (`np.AxisError`, `np.trapz`): the places are listed. Code that
    asks for the release.
    """

    safety = Safety.SAFE
    step = Step("numpy", "2")
    references = ("https://numpy.org/doc/stable/numpy_2_0_migration_guide.html",)
    rules = frozenset({"NPY201"})
    sieve = re.compile(rb"numpy")
    moved: ClassVar = {
        f"numpy.{old}": f"numpy.{new}"
        for old, new in {
            "Inf": "inf",
            "Infinity": "inf",
            "NaN": "nan",
            "PINF": "inf",
            "alltrue": "all",
            "bool8": "bool_",
            "bytes0": "bytes_",
            "cfloat": "complex128",
            "clongfloat": "clongdouble",
            "complex_": "complex128",
            "cumproduct": "cumprod",
            "float_": "float64",
            "infty": "inf",
            "int0": "intp",
            "longcomplex": "clongdouble",
            "longfloat": "longdouble",
            "mat": "asmatrix",
            "object0": "object_",
            "product": "prod",
            "round_": "round",
            "row_stack": "vstack",
            "singlecomplex": "complex64",
            "sometrue": "any",
            "str0": "str_",
            "string_": "bytes_",
            "uint0": "uintp",
            "unicode_": "str_",
            "void0": "void",
        }.items()
    }
    written: ClassVar = {
        "numpy.NINF": "-{}.inf",
        "numpy.NZERO": "-0.0",
        "numpy.PZERO": "0.0",
    }
    gone: ClassVar = {
        **{
            f"numpy.{name}": f"is `numpy.exceptions.{name}`, from NumPy 1.25 on"
            for name in _EXCEPTIONS
        },
        **{
            f"numpy.{name}": _SCALARS
            for name in (
                *("issctype", "issubclass_", "issubsctype", "maximum_sctype"),
                *("obj2sctype", "sctype2char", "sctypes", "nbytes", "cast"),
            )
        },
        **{
            f"numpy.{name}": _SETTING
            for name in ("geterrobj", "seterrobj", "set_numeric_ops")
        },
        "numpy.asfarray": "is gone: `numpy.asarray` with a `dtype` of floats",
        "numpy.byte_bounds": "is `numpy.lib.array_utils.byte_bounds`, in NumPy 2 only",
        "numpy.compat": "is gone",
        "numpy.deprecate": "is gone: `warnings.deprecated` marks what is given up",
        "numpy.deprecate_with_doc": "is gone",
        "numpy.disp": "is gone: `print` does it",
        "numpy.fastCopyAndTranspose": "is gone: `a.T.copy()`",
        "numpy.find_common_type": (
            "is gone: `numpy.promote_types` and `numpy.result_type` have other rules"
        ),
        "numpy.in1d": "is given up: `numpy.isin` keeps the shape",
        "numpy.lookfor": "is gone",
        "numpy.msort": "is gone: `numpy.sort(a, axis=0)`",
        "numpy.recfromcsv": "is gone: `numpy.genfromtxt` with a comma as delimiter",
        "numpy.recfromtxt": "is gone: `numpy.genfromtxt`",
        "numpy.safe_eval": "is gone: `ast.literal_eval`",
        "numpy.set_string_function": "is gone: see `numpy.set_printoptions`",
        "numpy.source": "is gone: `inspect.getsource`",
        "numpy.trapz": "is `numpy.trapezoid`, in NumPy 2 only",
        "numpy.who": "is gone",
    }
