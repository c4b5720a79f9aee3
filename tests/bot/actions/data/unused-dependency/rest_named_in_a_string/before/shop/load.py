from importlib import import_module

PARSER = import_module("xml" "todict") or "xmltodict"
