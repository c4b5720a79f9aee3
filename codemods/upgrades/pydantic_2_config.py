"""The configuration of a model as Pydantic 2 reads it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import ImportNeeded, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.reading import lookups
from codemods.reading.summary import Role
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards, pydantic_models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_RENAMED = {
    "allow_population_by_field_name": "populate_by_name",
    "anystr_lower": "str_to_lower",
    "anystr_strip_whitespace": "str_strip_whitespace",
    "anystr_upper": "str_to_upper",
    "keep_untouched": "ignored_types",
    "max_anystr_length": "str_max_length",
    "min_anystr_length": "str_min_length",
    "orm_mode": "from_attributes",
    "schema_extra": "json_schema_extra",
    "validate_all": "validate_default",
}
_SAME = frozenset(
    {"alias_generator", "arbitrary_types_allowed", "extra", "frozen", "json_encoders"}
    | {"title", "use_enum_values", "validate_assignment"}
    | {*_RENAMED.values()}
)
_SETTINGS = frozenset(
    {"case_sensitive", "env_file", "env_file_encoding", "env_nested_delimiter"}
    | {"env_prefix", "secrets_dir"}
)
_WITHOUT_EFFECT = frozenset({"smart_union", "underscore_attrs_are_private"})
"""What Pydantic 2 does in any case, where it was switched on."""

_EXTRA = re.compile(r"pydantic(?:\.main|\.config)?\.Extra\.(allow|forbid|ignore)")


class _KeptError(ValueError):
    """A class stays as it is; says why."""


class Pydantic2Config(UpgradeCodemod):
    """Configure models in `model_config`.

    Pydantic 2 reads a class `Config` for a while yet, with a warning, but not
    what it calls otherwise now: `orm_mode = True` there has no effect any more.

    Before:

        from pydantic import BaseModel


        class Cart(BaseModel):
            owner: str

            class Config:
                orm_mode = True
                extra = "forbid"

    After:

        from pydantic import BaseModel, ConfigDict


        class Cart(BaseModel):
            owner: str

            model_config = ConfigDict(from_attributes=True, extra="forbid")

    Fix safety: the names are those of the migration guide. Pydantic 1 does
    not read `model_config`.

    Left alone: a `Config` that is more than settings with known names (methods,
    bases, `fields`, `getter_dict`, `json_loads`), that holds comments, or that
    other code asks for: the places are listed.
    """

    safety = Safety.TESTED
    step = Step("pydantic", "2")
    needs_new = True
    program = True
    references = ("https://docs.pydantic.dev/latest/migration/#changes-to-config",)
    sieve = re.compile(rb"class\s+Config\b")

    def visit_ClassDef(self, node: ast.ClassDef, module: Module) -> Iterator[Site]:
        """Look at classes called so in models."""
        home = module.parent(node)
        if node.name != "Config" or not isinstance(home, ast.ClassDef):
            return
        if not pydantic_models.is_model(module, home):
            return
        if guards.is_guarded(module, node):
            return
        try:
            yield _rewritten(node, home, module)
        except _KeptError as error:
            yield Site(node, Outcome.REFUSED, str(error))


def _rewritten(node: ast.ClassDef, home: ast.ClassDef, module: Module) -> Site:
    settings = pydantic_models.is_settings(module, home)
    _check(node, home, module)
    given = [
        text
        for statement in node.body[1 if _words(node) else 0 :]
        for text in _setting(statement, module, settings=settings)
    ]
    needed = ImportNeeded("pydantic", "ConfigDict")
    if settings:
        if "pydantic-settings" not in module.project.dependencies:
            raise _KeptError("pydantic-settings is not among the dependencies")
        needed = ImportNeeded("pydantic_settings", "SettingsConfigDict")
    if not given:
        raise _KeptError("nothing of it is left in Pydantic 2")
    name = module.imported(needed, node)
    start, end = module.source.span(node)
    above = _words(node)
    newline = f"{module.source.newline()}{' ' * node.col_offset}"
    text = f"# {above}{newline}" if above else ""
    text += _written(module, node, name, given)
    if b"#" in module.source.data[end : module.source.line_end(_last_line(node))]:
        raise _KeptError("a comment stands in it")
    edit = TextEdit(node, start, end, text.encode())
    said = f"`Config` is `{name}`"
    return Site(node, Outcome.APPLIED, said, (edit,), (needed,))


def _words(node: ast.ClassDef) -> str:
    """Return the docstring, which becomes a comment, where it is one line."""
    words = ast.get_docstring(node) or ""
    return words if words.isprintable() else ""


def _last_line(node: ast.ClassDef) -> int:
    return node.end_lineno or node.lineno


def _check(node: ast.ClassDef, home: ast.ClassDef, module: Module) -> None:
    """Raise `_KeptError` where the class is more than a list of settings."""
    if node.bases or node.keywords or node.decorator_list:
        raise _KeptError("it has a base of its own")
    if _is_asked(home, module):
        raise _KeptError("other code asks for a `Config` by name")
    if any(
        isinstance(item, (ast.Assign, ast.AnnAssign))
        and "model_config" in _stored(item)
        for item in home.body
    ):
        raise _KeptError("the model has a `model_config` too")


def _is_asked(home: ast.ClassDef, module: Module) -> bool:
    """Whether code here, or in a file that speaks of the model, reads a `Config`."""
    for node in lookups.attributes(module, "Config"):
        name = module.name_of(node)
        if name is None or name.startswith("."):
            return True
    program = module.project.program
    if program is None:
        return False
    return any(
        path != module.path and home.name in program.files[path].words
        for path in program.paths_with("Config", Role.ATTRIBUTE)
    )


def _stored(statement: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = (
        statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    )
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _setting(statement: ast.stmt, module: Module, *, settings: bool) -> Iterator[str]:
    """Yield how a setting is given, nothing for one without effect."""
    match statement:
        case ast.Pass():
            return
        case ast.Assign(targets=[ast.Name(id=name)], value=value) | ast.AnnAssign(
            target=ast.Name(id=name), value=ast.expr() as value
        ):
            yield from _given(name, value, module, settings=settings)
            return
    raise _KeptError("it holds more than settings")


def _given(
    name: str, value: ast.expr, module: Module, *, settings: bool
) -> Iterator[str]:
    truth = value.value if isinstance(value, ast.Constant) else None
    if name in _WITHOUT_EFFECT and truth is True:
        return
    if name == "allow_mutation" and isinstance(truth, bool):
        yield f"frozen={not truth}"
        return
    new = _RENAMED.get(name, name)
    if new not in _SAME and not (settings and new in _SETTINGS):
        raise _KeptError(f"`{name}` has no successor that is just the same")
    extra = _EXTRA.fullmatch(module.name_of(value) or "")
    if name == "extra" and extra:
        yield f'extra="{extra[1]}"'
        return
    if name == "json_schema_extra" or (name == "schema_extra" and _calls(value)):
        raise _KeptError(f"`{name}` is a function here")
    yield f"{new}={module.text_of(value)}"


def _calls(value: ast.expr) -> bool:
    return not isinstance(value, ast.Dict)


def _written(module: Module, node: ast.ClassDef, name: str, given: list[str]) -> str:
    """Return the assignment, on one line where it fits."""
    line = f"model_config = {name}({', '.join(given)})"
    short = len(line) + node.col_offset <= module.line_limit
    if short and not any("\n" in text or "\r" in text for text in given):
        return line
    newline = module.source.newline()
    indent = " " * node.col_offset
    inner = "".join(f"{newline}{indent}    {text}," for text in given)
    return f"model_config = {name}({inner}{newline}{indent})"
