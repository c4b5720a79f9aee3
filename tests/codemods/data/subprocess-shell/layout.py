import subprocess


def build():
    subprocess.check_call(
        "cmake --build ."  # all of it
        " --target install",
        shell=True,
    )
    subprocess.check_call(
        "ninja install",
        # where the sources are
        cwd="build",
        shell=True,
    )
    return subprocess.check_output('git log "--format=%an"', shell=True)
# output
import subprocess


def build():
    subprocess.check_call(
        "cmake --build ."  # all of it
        " --target install",
        shell=True,
    )
    subprocess.check_call(
        ["ninja", "install"],
        # where the sources are
        cwd="build",
    )
    return subprocess.check_output('git log "--format=%an"', shell=True)
