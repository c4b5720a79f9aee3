from flask import (
    Flask,
    Markup,
    request,
)
from markupsafe import escape

title = Markup(escape(request.path))
app = Flask(__name__)
# output
from flask import (
    Flask,
    request,
)
from markupsafe import escape, Markup

title = Markup(escape(request.path))
app = Flask(__name__)
