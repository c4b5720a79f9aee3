import typer


def main(names: list = []):
    print(*names)


def check(rows=[]):
    return len(rows)


HANDLERS = {"check": check}

if __name__ == "__main__":
    typer.run(main)
