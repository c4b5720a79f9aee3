"""Packages that are used without being imported, and those for development only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

DEVELOPMENT: Final = frozenset(
    {
        *("autoflake", "autopep8", "bandit", "black", "bump-my-version"),
        *("bump2version", "bumpversion", "codespell", "commitizen", "coverage"),
        *("coveralls", "darglint", "deptry", "docformatter", "flake8"),
        *("interrogate", "isort", "mypy", "nose2", "nox", "pep8-naming"),
        *("pip-audit", "pip-tools", "pre-commit", "pycodestyle", "pydocstyle"),
        *("pyflakes", "pylint", "pyright", "pytest", "pytype", "pyupgrade"),
        *("radon", "ruff", "tox", "twine", "vulture", "yamllint", "yapf"),
    }
)
"""Tools that people and CI run on code, and that no program needs to run."""

DEVELOPMENT_PREFIXES: Final = (
    *("flake8-", "mypy-boto3-", "pylint-", "pytest-", "tox-"),
)
"""The start of the names of plugins of such tools."""

_BY_REASON: Final = {
    "it is run by its command": (
        *("ansible", "awscli", "celery", "cython", "daphne", "flower", "gunicorn"),
        *("honcho", "hypercorn", "ipython", "jupyter", "jupyterlab", "notebook"),
        *("mlflow", "modal", "supervisor", "streamlit", "uvicorn", "uwsgi"),
        *("waitress", "yt-dlp", "zest-releaser", "sphinx", "mkdocs", "alembic"),
    ),
    "it is chosen by the address of a database": (
        *("aiomysql", "aiosqlite", "asyncmy", "asyncpg", "clickhouse-driver"),
        *("cx-oracle", "duckdb-engine", "ibm-db", "mariadb", "mysql-connector-python"),
        *("mysqlclient", "oracledb", "pg8000", "psycopg", "psycopg-binary"),
        *("psycopg-c", "psycopg2", "psycopg2-binary", "psycopg2cffi", "pymssql"),
        *("pymysql", "pyodbc", "redis", "snowflake-sqlalchemy", "sqlalchemy-bigquery"),
    ),
    "other packages look for it": (
        *("aiodns", "aiofiles", "argon2-cffi", "async-timeout", "babel", "bcrypt"),
        *("blinker", "boto3", "botocore", "bottleneck", "brotli", "brotlicffi"),
        *("brotlipy", "cchardet", "certifi", "chardet", "charset-normalizer"),
        *("colorama", "cryptography", "dnspython", "email-validator", "eventlet"),
        *("fastparquet", "gevent", "greenlet", "h2", "hiredis", "html5lib"),
        *("httptools", "itsdangerous", "jinja2", "lxml", "markdown", "matplotlib"),
        *("ndg-httpsclient", "numexpr", "numpy", "odfpy", "openpyxl", "orjson"),
        *("pillow", "protobuf", "pyarrow", "pyasn1", "pygments", "pyopenssl"),
        *("pysocks", "python-dotenv", "python-levenshtein", "levenshtein"),
        *("python-multipart", "python-snappy", "pytz", "pyxlsb", "pyyaml"),
        *("rapidfuzz", "s3fs", "gcsfs", "adlfs", "scipy", "setproctitle"),
        *("simplejson", "sniffio", "socksio", "sqlalchemy-utils", "tables"),
        *("tabulate", "tzdata", "tzlocal", "ujson", "urllib3", "uvloop"),
        *("watchdog", "watchfiles", "watchgod", "websocket-client", "websockets"),
        *("whitenoise", "wsproto", "xlrd", "xlsxwriter", "xlwt", "zstandard"),
    ),
    "it is a part of how packages are built and installed": (
        *("cffi", "flit-core", "hatchling", "pip", "poetry-core", "pybind11"),
        *("setuptools", "setuptools-scm", "wheel", "pbr", "versioneer"),
    ),
    "it acts by being installed": (
        *("importlib-metadata", "importlib-resources", "intel-openmp", "ipykernel"),
        *("nvidia-cublas-cu12", "pysqlite3-binary", "typing-extensions"),
    ),
}

UNIMPORTED: Final[Mapping[str, str]] = MappingProxyType(
    {name: reason for reason, names in _BY_REASON.items() for name in names}
)
"""Packages that may be used though nothing imports them, and how."""

_PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ansible-": "it is a plugin of Ansible",
        "apache-airflow": "Airflow finds it by itself",
        "backports-": "it stands in for a module of Python",
        "celery-": "Celery finds it by itself",
        "cupy-": "it is chosen by the machine",
        "dbt-": "dbt finds it by itself",
        "django-": "Django finds it by its settings",
        "djangorestframework": "Django finds it by its settings",
        "ipython": "it is run by its command",
        "jupyter": "it is run by its command",
        "mkdocs-": "it is a plugin of MkDocs",
        "mypy-": "mypy finds it by itself",
        "nbconvert": "it is run by its command",
        "nvidia-": "other packages load it",
        "opentelemetry-": "OpenTelemetry finds it by itself",
        "pelican-": "Pelican finds it by itself",
        "pytest-": "it is a plugin of pytest",
        "sphinx-": "it is an extension of Sphinx",
        "sphinxcontrib-": "it is an extension of Sphinx",
        "types-": "type checkers read it",
    }
)
_SUFFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "-plugin": "it is a plugin",
        "-stubs": "type checkers read it",
        "-theme": "it is a theme",
    }
)


def is_development(name: str) -> bool:
    """Return whether a package is a tool for development, or a tool's plugin."""
    return name in DEVELOPMENT or name.startswith(DEVELOPMENT_PREFIXES)


def unimported(name: str) -> str:
    """Return how a package may be used without an import; "" for not at all.

    `name` is normalised.
    """
    if name in UNIMPORTED:
        return UNIMPORTED[name]
    starts = (reason for start, reason in _PREFIXES.items() if name.startswith(start))
    ends = (reason for end, reason in _SUFFIXES.items() if name.endswith(end))
    tool = ("it is a tool that is run by its command",) if is_development(name) else ()
    return next(iter((*starts, *ends, *tool)), "")
