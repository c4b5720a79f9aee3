import subprocess


def has_java():
    return subprocess.call("java -version", shell=True) == 0


def revision():
    try:
        return subprocess.check_output("git describe", shell=True)
    except subprocess.CalledProcessError:
        return ""
