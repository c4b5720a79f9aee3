"""Requirements files made at random from a grammar of all that pip reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_NAMES = ("a", "Shop", "zope.interface", "a_b-c.D", "x2", "Flask-Login", "A--b", "0")
_ODD_NAMES = ("-a", "a-", "_a", "ü", "a b", "", "a/b", "a.zip", ".a", "a@b")
_VERSIONS = (
    "1",
    "1.0",
    "1.0.0",
    "2024.1.1",
    "0.0.1",
    "1!2.0",
    "1.0rc1",
    "1.0a2.dev3",
    "1.0.post1",
    "1.0.dev4",
    "1.0+cu111",
    "v1.0",
    "1.0-1",
    "1.0_rc.2",
    "10.20.30.40",
)
_ODD_VERSIONS = ("", "x", "1..0", "1.0.", "*", "1.0+", "${VERSION_OF_NONE}", "2004d")
_OPERATORS = ("==", "==", "==", ">=", "<=", ">", "<", "!=", "~=", "===")
_ODD_OPERATORS = ("=", "=>", "=<", "====", "!", "~", "<>")
_MARKERS = (
    'python_version<"3.8"',
    "python_version >= '3.9'",
    'sys_platform == "win32" and platform_machine != "x86_64"',
    '(os_name=="posix" or os_name == "nt") and python_full_version < "3.10.1"',
    'platform_version == "a # b"',
    "'linux' in sys_platform",
    "extra == 'x'",
    'implementation_name not in "pypy"',
)
_ODD_MARKERS = ("", "python", 'python_version<"3', "x == 'y'", "'a' -x 'b'")
_ADDRESSES = (
    "https://x.invalid/shop-1.0.zip",
    "https://me:pw@x.invalid/shop-1.0-py3-none-any.whl#sha256=ab",
    "git+https://x.invalid/a/shop.git@v1.0#egg=shop",
    "git+ssh://git@x.invalid/a/shop@0123456789abcdef0123456789abcdef01234567",
    "hg+http://x.invalid/shop@tip#egg=Shop_x[y]&subdirectory=z",
    "file:///opt/shop",
    "http://x.invalid/a?b=c&d=%20#e",
    "svn+svn://x.invalid/shop/trunk@12#egg=shop",
)
_PATHS = (".", "./shop", "../x/y", "./a.whl", "a-1.0-py3-none-any.whl", "x.tar.gz")
_OPTIONS = (
    "-i https://x.invalid/simple",
    "--index-url=https://me:pw@x.invalid/simple",
    "--extra-index-url https://x.invalid/simple",
    "--no-index",
    "-f ./files",
    "--find-links='a b'",
    "--pre",
    "--prefer-binary",
    "--no-binary :all:",
    "--only-binary=shop",
    "--trusted-host x.invalid",
    "--require-hashes",
    "--pre --no-index",
    "--",
    "-",
)
_ODD_OPTIONS = ("--odd", "-x", "--pre=1", "-i", "--find-links='a", "--re x", "---")
_COMMENTS = (
    " # why",
    "  # via a, b",
    "#why",
    " #",
    "\t# tab",
    " # a # b",
    " # back\\",
    " # renovate: ignore",
    " # pyup: ignore until 2027-01-01",
    " # é",
)
_ENDINGS = ("\n", "\n", "\n", "\r\n", "\r\n", "\r")
_STRANGE = (
    "\f",
    "\v",
    "\x1c",
    "\x85",
    "\u2028",
    "\x00",
    "\ufeff",
    "\xa0",
    "\\",
    "\\\\",
)


class Grammar:
    """Makes lines and files; the same seed makes the same ones."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def file(self, lines: int) -> str:
        """Return the text of a file of about so many logical lines."""
        ending = self.random.choice(_ENDINGS)
        mixed = self._chance(0.05)
        parts: list[str] = []
        for _ in range(lines):
            used = self.random.choice(_ENDINGS) if mixed else ending
            parts += [self.line().replace("\n", used), used]
        if self._chance(0.3):
            parts.pop()
        return "".join(parts)

    def line(self) -> str:
        """Return one logical line; breaks in it are line feeds."""
        kind = self.random.random()
        if kind < 0.72:
            text = self._requirement()
        elif kind < 0.8:
            text = self._location()
        elif kind < 0.86:
            text = self._include()
        elif kind < 0.92:
            text = self._choose(_OPTIONS, _ODD_OPTIONS)
        elif kind < 0.96:
            text = self.random.choice(["", "  ", "# note", "    # via x", "#", "\t"])
        else:
            text = self._noise()
        if self._chance(0.15):
            text += self.random.choice(_COMMENTS)
        if self._chance(0.04):
            text = self._broken(text)
        if self._chance(0.02):
            text = self._strange(text)
        return self.random.choice(["", "", "", "", " ", "\t", "    "]) + text

    # ------------------------------------------------------------------- parts

    def _requirement(self) -> str:
        name = self._choose(_NAMES, _ODD_NAMES)
        text = name + self._extras() + self._specifier()
        if self._chance(0.15):
            separator = self.random.choice([";", " ; ", "; ", " ;"])
            text += separator + self._choose(_MARKERS, _ODD_MARKERS)
        return text + self._hashes() + self._line_options()

    def _extras(self) -> str:
        if not self._chance(0.15):
            return ""
        return self.random.choice(
            ["[x]", "[x,y]", " [x]", "[x, y ]", "[]", "[x", "[x.1]"]
        )

    def _specifier(self) -> str:
        number = self.random.choice([0, 1, 1, 1, 1, 2, 2, 3])
        clauses = [self._clause() for _ in range(number)]
        text = self.random.choice([",", ",", ", ", " , "]).join(clauses)
        if text and self._chance(0.06):
            text = self.random.choice(["(", " (", " ( "]) + text + ")"
        if self._chance(0.02):
            text += self.random.choice([",", ")", "]", "[x]"])
        return self.random.choice(["", "", " "]) + text

    def _clause(self) -> str:
        operator = self._choose(_OPERATORS, _ODD_OPERATORS)
        version = self._choose(_VERSIONS, _ODD_VERSIONS)
        if operator in {"==", "!="} and self._chance(0.1):
            version += ".*"
        return operator + self.random.choice(["", "", "", " ", "  "]) + version

    def _hashes(self) -> str:
        if not self._chance(0.25):
            return ""
        first = self.random.choice(
            [" ", " \\\n    ", "\\\n    ", "  ", " \\\n\t", "\t"]
        )
        between = self.random.choice([" ", " \\\n    ", "\\\n    ", " \\\n"])
        style = self.random.choice(
            [
                "--hash={}",
                "--hash={}",
                "--hash={}",
                "--hash {}",
                '--hash="{}"',
                "--has={}",
            ]
        )
        digests = [
            style.format(self._digest()) for _ in range(self.random.randint(1, 4))
        ]
        tail = self.random.choice(
            ["", "", "", " \\\n    # via x", "\n    # via\n    #   x"]
        )
        return first + between.join(digests) + tail

    def _digest(self) -> str:
        algorithm = self._choose(("sha256", "sha256", "sha384", "sha512"), ("md5", ""))
        return f"{algorithm}:{self.random.getrandbits(256):064x}"

    def _line_options(self) -> str:
        if not self._chance(0.06):
            return ""
        return " " + self._choose(
            (
                "--config-settings=x=y",
                '-C "--x=y z"',
                "--config-setting x=y",
                "--pre",
                "word",
            ),
            ("--config-settings x", "--odd=1", "-e", "--hash"),
        )

    def _location(self) -> str:
        address = self.random.choice(_ADDRESSES)
        return self.random.choice(
            [
                address,
                f"-e {address}",
                f"--editable={address}",
                f"{self.random.choice(_NAMES)} @ {address}",
                f"{self.random.choice(_NAMES)}@{address}",
                f"Shop[x] @ {address} ; {self.random.choice(_MARKERS)}",
                f"{address} ; {self.random.choice(_MARKERS)}",
                f"{address};{self.random.choice(_MARKERS)}",
                self.random.choice(_PATHS),
                f"{self.random.choice(_PATHS)}[x]",
                f"-e {self.random.choice(_PATHS)}",
                f"{address}{self._hashes()}",
            ]
        )

    def _include(self) -> str:
        option = self.random.choice(
            [
                "-r ",
                "-c ",
                "-r",
                "--requirement=",
                "--constraint ",
                "--requirem=",
                "--cons=",
            ]
        )
        target = self.random.choice(
            [
                "a.txt",
                "../a.txt",
                "'a b.txt'",
                "sub/a.in",
                "https://me:pw@x.invalid/a.txt",
            ]
        )
        return option + target + ("" if self._chance(0.9) else " -r b.txt")

    def _noise(self) -> str:
        letters = "ab1=<>~!;,.-_[]()'\"\\#@:/ \t$é{}%^&*+"
        return "".join(self.random.choices(letters, k=self.random.randint(1, 24)))

    def _broken(self, text: str) -> str:
        place = self.random.randint(0, len(text))
        return f"{text[:place]}\\\n{text[place:]}"

    def _strange(self, text: str) -> str:
        place = self.random.randint(0, len(text))
        return text[:place] + self.random.choice(_STRANGE) + text[place:]

    def _choose(self, good: tuple[str, ...], odd: tuple[str, ...]) -> str:
        return self.random.choice(odd if self._chance(0.02) else good)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share
