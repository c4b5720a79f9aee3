from flask import Flask, Markup
from flask import escape as e

app = Flask(__name__)
title = Markup(e("x"))
# output
from flask import Flask
from markupsafe import Markup
from markupsafe import escape as e

app = Flask(__name__)
title = Markup(e("x"))
