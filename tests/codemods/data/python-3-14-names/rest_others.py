# minimum Python: 3.11
import ast
from importlib.abc import Loader

from typed_ast import ast3

print(ast.Constant, ast3.Str, Loader)
