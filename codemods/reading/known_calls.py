"""What well-known functions and methods give back, by name.

Only what holds for every argument that does not raise is listed; the facts
are those of the library reference.
"""

from __future__ import annotations

TEXT_FUNCTIONS = frozenset(
    f"builtins.{name}"
    for name in ("ascii", "bin", "chr", "format", "hex", "input", "oct", "repr", "str")
) | {
    "json.dumps",
    "os.getcwd",
    "platform.machine",
    "platform.node",
    "platform.platform",
    "platform.python_version",
    "platform.system",
    "socket.getfqdn",
    "socket.gethostname",
    "textwrap.dedent",
    "textwrap.indent",
    "textwrap.shorten",
    "time.asctime",
    "time.ctime",
    "time.strftime",
    "traceback.format_exc",
}
INTEGER_FUNCTIONS = frozenset(
    f"builtins.{name}"
    for name in [
        "all",
        "any",
        "bool",
        "callable",
        "hasattr",
        "hash",
        "id",
        "int",
        "isinstance",
        "issubclass",
        "len",
        "ord",
    ]
) | {
    "os.cpu_count",
    "os.getpid",
    "os.getppid",
    "os.path.exists",
    "os.path.getsize",
    "os.path.isdir",
    "os.path.isfile",
    "random.randint",
    "random.randrange",
    "sys.getsizeof",
    "threading.active_count",
    "threading.get_ident",
    "time.monotonic_ns",
    "time.perf_counter_ns",
    "time.process_time_ns",
    "time.time_ns",
}
NUMBER_FUNCTIONS = frozenset(
    {
        "builtins.float",
        "os.path.getmtime",
        "random.random",
        "random.uniform",
        "time.monotonic",
        "time.perf_counter",
        "time.process_time",
        "time.thread_time",
        "time.time",
    }
)
PLAIN_FUNCTIONS = frozenset(
    f"builtins.{name}"
    for name in [
        "bytearray",
        "bytes",
        "dict",
        "dir",
        "frozenset",
        "list",
        "range",
        "set",
        "sorted",
        "tuple",
        "type",
        "vars",
    ]
) | {
    "collections.Counter",
    "collections.OrderedDict",
    "collections.defaultdict",
    "collections.deque",
    "datetime.date.today",
    "datetime.datetime.fromisoformat",
    "datetime.datetime.fromtimestamp",
    "datetime.datetime.now",
    "datetime.datetime.strptime",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.timedelta",
    "os.environ.get",
    "os.getenv",
    "os.listdir",
    "os.path.abspath",
    "os.path.basename",
    "os.path.dirname",
    "os.path.expanduser",
    "os.path.expandvars",
    "os.path.join",
    "os.path.normpath",
    "os.path.realpath",
    "os.path.relpath",
    "pathlib.Path",
    "pathlib.Path.cwd",
    "pathlib.Path.home",
    "pathlib.PurePath",
    "sys.exc_info",
    "uuid.UUID",
    "uuid.uuid1",
    "uuid.uuid4",
    "uuid.uuid5",
}
"""`os.path` gives bytes for bytes, the environment None for what it lacks."""

TEXT_METHODS = frozenset(
    {
        "capitalize",
        "casefold",
        "center",
        "expandtabs",
        "format",
        "format_map",
        "join",
        "ljust",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "replace",
        "rjust",
        "rstrip",
        "strip",
        "swapcase",
        "title",
        "translate",
        "upper",
        "zfill",
    }
)
"""Methods of a string that give a string."""

PLAIN_METHODS = frozenset(
    {
        "as_posix",
        "capitalize",
        "decode",
        "encode",
        "hexdigest",
        "isoformat",
        "items",
        "keys",
        "lower",
        "lstrip",
        "rstrip",
        "split",
        "splitlines",
        "strftime",
        "strip",
        "title",
        "upper",
    }
)
"""Methods whose name alone says that they give strings, lists or views."""

NUMBER_METHODS = frozenset({"total_seconds"})

PURE_FUNCTIONS = frozenset(
    f"builtins.{name}"
    for name in [
        "abs",
        "bool",
        "float",
        "hasattr",
        "id",
        "int",
        "isinstance",
        "len",
        "max",
        "min",
        "repr",
        "round",
        "sorted",
        "str",
        "sum",
        "tuple",
        "type",
    ]
)
"""Functions that change nothing, unless the arguments' own methods do."""

TEXT_NAMES = frozenset(
    {"__doc__", "__file__", "__module__", "__name__", "__qualname__"}
)

ARRAY_LIBRARIES = frozenset(
    {"cupy", "jax", "mlx", "numpy", "pandas", "tensorflow", "torch"}
)
"""Libraries whose scalars format themselves: `format(torch.tensor(0.5), "")`
is "0.5" and not "tensor(0.5000)", `format(numpy.float32(0.1), "")` has the
digits of a float of 64 bits."""
