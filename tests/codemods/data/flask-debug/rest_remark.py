from flask import Flask

app = Flask(__name__)
app.run(debug=True)  # on a laptop only
# Only for development.
app.run(
    debug=True,
)
