import jinja2

env = jinja2.Environment("{%", "%}", "{{", "}}", "{#", "#}", None, None, False, False, "\n", False)
other = jinja2.Environment("{%", "%}", "{{", "}}", "{#", "#}", None, None, False, False, "\n", escape)
last = jinja2.Environment("{%", "%}", "{{", "}}", "{#", "#}", None, None, False, False, "\n", *rest)
page = env.select_template(["a.html", "b.html"])
