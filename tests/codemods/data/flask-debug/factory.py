from flask import Flask


def create_app(settings):
    app = Flask(__name__)
    app.config.update(settings)
    return app


def main():
    application = create_app({})
    application.run(debug=True)


if __name__ == "__main__":
    create_app({}).run(debug=True)
# output
from flask import Flask


def create_app(settings):
    app = Flask(__name__)
    app.config.update(settings)
    return app


def main():
    application = create_app({})
    application.run()


if __name__ == "__main__":
    create_app({}).run()
