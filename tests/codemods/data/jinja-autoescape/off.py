from jinja2 import Environment, FileSystemLoader

FEED = "feed.xml"
env = Environment(autoescape=False, loader=FileSystemLoader("templates"))
# output
from jinja2 import Environment, FileSystemLoader, select_autoescape

FEED = "feed.xml"
env = Environment(autoescape=select_autoescape(), loader=FileSystemLoader("templates"))
