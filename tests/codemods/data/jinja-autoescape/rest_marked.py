import jinja2

env = jinja2.Environment(loader=loader)  # noqa: S701
page = env.get_template("index.html")
