import pathlib
from pathlib import Path

HERE = Path(__file__).parent


class Cart:
    def __init__(self, folder: Path):
        self.folder = folder

    def f(self, name: str):
        (HERE / name).write_text("a")
        pathlib.Path.home().joinpath(name).resolve().open("w")
        self.folder.open()
        return self.folder.parent.read_text(), Path(name).read_text()
# output
import pathlib
from pathlib import Path

HERE = Path(__file__).parent


class Cart:
    def __init__(self, folder: Path):
        self.folder = folder

    def f(self, name: str):
        (HERE / name).write_text("a", encoding="utf-8")
        pathlib.Path.home().joinpath(name).resolve().open("w", encoding="utf-8")
        self.folder.open(encoding="utf-8")
        return self.folder.parent.read_text(encoding="utf-8"), Path(name).read_text(encoding="utf-8")
