import flask

app = flask.Flask(__name__)
app.run(debug=True)
app.run("127.0.0.1", 8000, debug=True)
app.run(host="0.0.0.0", debug=True, port=8000)
app.run(
    host="127.0.0.1",
    debug=True,
)
# output
import flask

app = flask.Flask(__name__)
app.run()
app.run("127.0.0.1", 8000)
app.run(host="0.0.0.0", port=8000)
app.run(
    host="127.0.0.1",
)
