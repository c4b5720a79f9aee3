from jinja2 import Environment

# Values are escaped before.
env = Environment(loader=loader)
mails = Environment(autoescape=False)  # plain text
PAGE = "index.html"
