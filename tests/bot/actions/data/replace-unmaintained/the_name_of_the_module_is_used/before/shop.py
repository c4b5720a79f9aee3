import os

import appdirs
import flask

HOME = appdirs.user_data_dir("shop")


def settings(appname):
    """Say where the settings of appdirs are."""
    dirs = appdirs.AppDirs(appname)
    return os.path.join(dirs.user_config_dir, "a.ini"), flask
