from flask import Flask
from markupsafe import Markup, escape

title = Markup(escape("x"))
