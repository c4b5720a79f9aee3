"""From where well-known functions and attributes have what they give, by name.

The values are those of `codemods.security.parts.origins.Origin`.
"""

from __future__ import annotations

MACHINE_MODULES = frozenset(
    {
        "datetime",
        "getpass",
        "platform",
        "random",
        "secrets",
        "socket",
        "stat",
        "string",
        "sysconfig",
        "tempfile",
        "time",
        "uuid",
    }
)
"""Modules whose functions and constants hold no text from outside, but what
they are given."""

MODULE_NAMES = frozenset({"__file__", "__name__", "__package__"})

ATTRIBUTES = {
    **dict.fromkeys(
        [
            "os.curdir",
            "os.devnull",
            "os.extsep",
            "os.linesep",
            "os.name",
            "os.pardir",
            "os.pathsep",
            "os.sep",
            "sys.byteorder",
            "sys.executable",
            "sys.maxsize",
            "sys.platform",
            "sys.prefix",
            "sys.version",
            "sys.version_info",
        ],
        "the machine",
    ),
    "os.environ": "the environment",
    "os.environb": "the environment",
    "sys.argv": "the command line",
    "sys.stdin": "the standard input",
}

_FUNCTIONS = {
    "the machine": [
        "os.getcwd",
        "os.getpid",
        "os.getppid",
        "os.uname",
        "os.urandom",
        "shutil.which",
    ],
    "a number": [
        "builtins.bool",
        "builtins.float",
        "builtins.hash",
        "builtins.id",
        "builtins.int",
        "builtins.isinstance",
        "builtins.len",
        "builtins.ord",
        "builtins.range",
        "builtins.round",
        "os.path.exists",
        "os.path.getsize",
        "os.path.isdir",
        "os.path.isfile",
    ],
    "the environment": ["os.environ.get", "os.getenv"],
    "the standard input": ["builtins.input", "sys.stdin.read", "sys.stdin.readline"],
    "a file": [
        "builtins.open",
        "codecs.open",
        "gzip.open",
        "io.open",
        "json.load",
        "tomllib.load",
        "yaml.load",
        "yaml.safe_load",
    ],
    "the network": [
        "httpx.get",
        "httpx.post",
        "httpx.request",
        "requests.get",
        "requests.post",
        "requests.put",
        "requests.request",
        "urllib.request.urlopen",
    ],
    "a request": ["flask.request.get_data", "flask.request.get_json"],
}
FUNCTIONS = {name: origin for origin, names in _FUNCTIONS.items() for name in names}
"""What a function gives; the arguments but the first (a default) add to it."""

ARGUMENT_FUNCTIONS = frozenset(
    f"builtins.{name}"
    for name in [
        "ascii",
        "bytes",
        "compile",
        "dict",
        "enumerate",
        "format",
        "frozenset",
        "iter",
        "list",
        "max",
        "min",
        "next",
        "repr",
        "reversed",
        "set",
        "sorted",
        "str",
        "tuple",
        "zip",
    ]
) | {
    "ast.literal_eval",
    "base64.b64decode",
    "bytes.fromhex",
    "codecs.decode",
    "io.BytesIO",
    "io.StringIO",
    "json.dumps",
    "json.loads",
    "os.fsdecode",
    "os.fsencode",
    "os.fspath",
    "os.path.abspath",
    "os.path.basename",
    "os.path.dirname",
    "os.path.expanduser",
    "os.path.expandvars",
    "os.path.join",
    "os.path.normpath",
    "os.path.realpath",
    "os.path.relpath",
    "os.path.splitext",
    "pathlib.Path",
    "pathlib.PurePath",
    "shlex.join",
    "shlex.split",
    "textwrap.dedent",
    "urllib.parse.unquote",
    "urllib.parse.urljoin",
}
"""What they give is made of their arguments."""

REQUESTS = frozenset({"bottle.request", "flask.request"})
REQUEST_PARTS = frozenset(
    {
        "COOKIES",
        "FILES",
        "GET",
        "META",
        "POST",
        "args",
        "body",
        "cookies",
        "data",
        "files",
        "form",
        "headers",
        "json",
        "match_info",
        "path",
        "path_params",
        "query",
        "query_params",
        "url",
        "values",
    }
)
"""What a request of Flask, Django, Starlette or aiohttp holds of its sender."""

READING_METHODS = frozenset(
    {"read", "read_bytes", "read_text", "readline", "readlines"}
)
PARSING_METHODS = frozenset({"parse_args", "parse_known_args"})
COMBINING_METHODS = frozenset(
    {
        "casefold",
        "copy",
        "decode",
        "encode",
        "format",
        "format_map",
        "get",
        "items",
        "join",
        "joinpath",
        "keys",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "replace",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "strip",
        "title",
        "upper",
        "values",
        "with_suffix",
    }
)
"""Methods that give what their object and their arguments hold."""

CHANGING_METHODS = frozenset(
    {"add", "append", "extend", "insert", "setdefault", "update"}
)
"""Methods that put something into a list, set or dict."""
