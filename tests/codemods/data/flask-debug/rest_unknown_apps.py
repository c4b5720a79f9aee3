from flask import Flask

app = unknown()
app.run(debug=True)
other = [Flask(__name__)]
other[0].run(debug=True)
a = b
b = a
a.run(debug=True)
make().run(debug=True)
settings.debug = True
app.config["TESTING"] = True
for app in apps:
    app.debug = True


def make():
    pass
