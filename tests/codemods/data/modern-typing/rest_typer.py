# minimum Python: 3.10
from pathlib import Path
from typing import Optional

import typer

app = typer.Typer()


@app.command()
def show(path: Optional[Path] = typer.Option(None)) -> None:
    print(path)
