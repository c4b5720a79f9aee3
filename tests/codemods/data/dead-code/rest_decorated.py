import app


@app.route("/")
def _index():
    return 1


@app.model
class _Model:
    def _save(self):
        return 1


class _Plugin(app.Base):
    pass


class _Other(metaclass=app.Meta):
    pass


class _Registers:
    app.register("x")


if __name__ == "__main__":
    print(1)
