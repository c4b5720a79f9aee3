from typing import TYPE_CHECKING

import flask
import requests

if TYPE_CHECKING:
    import werkzeug
