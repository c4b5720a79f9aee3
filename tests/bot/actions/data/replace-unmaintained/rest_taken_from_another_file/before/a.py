from compat import appdirs
