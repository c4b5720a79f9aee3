import werkzeug
