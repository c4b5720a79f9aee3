from jinja2 import Environment

env = Environment()
page = env.from_string(text)
index = env.get_template("index.html")
