from werkzeug.exceptions import NotFound
