import jinja2
from jinja2.nativetypes import NativeEnvironment
from ours import Environment

a = Environment(loader=loader)
b = NativeEnvironment()
c = jinja2.Template("{{ name }}")
PAGE = "index.html"


class Pages(jinja2.Environment):
    def __init__(self):
        super().__init__(loader=loader)
