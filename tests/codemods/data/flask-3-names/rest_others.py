from html import escape

from jinja2 import Markup
from shop.flask import Markup as Own

print(escape("x"), Markup("x"), Own("x"))
other.before_first_request(print)
