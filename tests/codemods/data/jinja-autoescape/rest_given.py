from jinja2 import Environment, select_autoescape

a = Environment(autoescape=True)
b = Environment(autoescape=select_autoescape(["html"]))
c = Environment(autoescape=escape)
d = Environment(**options)
e = Environment(extensions=["jinja2.ext.autoescape"])
PAGE = "index.html"
