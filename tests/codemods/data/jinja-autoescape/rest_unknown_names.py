from jinja2 import Environment

env = Environment(loader=loader)
page = env.get_template(name)
