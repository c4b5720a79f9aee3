import subprocess

try:
    subprocess.check_call('git commit -m "first; second"', shell=True)
except (subprocess.CalledProcessError, OSError):
    pass
# output
import subprocess

try:
    subprocess.check_call(['git', 'commit', '-m', 'first; second'])
except (subprocess.CalledProcessError, OSError):
    pass
