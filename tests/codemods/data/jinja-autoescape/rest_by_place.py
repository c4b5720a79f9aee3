import jinja2

env = jinja2.Environment("{%", "%}", "{{", "}}")
page = env.select_template(["a.html", "b.html"])
