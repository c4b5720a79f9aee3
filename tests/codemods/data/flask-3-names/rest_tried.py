try:
    from markupsafe import Markup
except ImportError:
    from flask import Markup
