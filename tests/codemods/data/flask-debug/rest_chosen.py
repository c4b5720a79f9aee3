from flask import Flask

app = Flask(__name__)

if __name__ == "__main__":
    if arguments.debug:
        app.run(debug=True)
    app.run(debug=arguments.debug)
    app.run(debug=False)
    app.run(debug=True) if arguments.debug else app.run()
