from jinja2 import Environment

env = Environment(loader=loader)
unit = env.get_template("shop.service.j2").render(user=user)
code = env.get_template("model.py")
