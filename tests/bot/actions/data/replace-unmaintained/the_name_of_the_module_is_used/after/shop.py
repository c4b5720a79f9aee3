import os

import flask
import platformdirs

HOME = platformdirs.user_data_dir("shop")


def settings(appname):
    """Say where the settings of appdirs are."""
    dirs = platformdirs.AppDirs(appname)
    return os.path.join(dirs.user_config_dir, "a.ini"), flask
