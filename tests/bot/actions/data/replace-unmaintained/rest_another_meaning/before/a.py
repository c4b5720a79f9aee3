import appdirs

HOME = appdirs.user_data_dir()

appdirs = HOME
