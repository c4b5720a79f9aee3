import subprocess
import subprocess as sp
from subprocess import Popen, check_output as output

subprocess.run("git fetch", shell=True)
subprocess.call(args='ls -l /tmp', shell=True)
sp.check_call(
    "make -j4 CC=gcc",
    shell=True,  # was needed once
    cwd="src",
)
text = output("hostname", shell=True, text=True)
process = Popen("sort", stdin=subprocess.PIPE, shell=True)
# output
import subprocess
import subprocess as sp
from subprocess import Popen, check_output as output

subprocess.run(["git", "fetch"])
subprocess.call(args=['ls', '-l', '/tmp'])
sp.check_call(
    "make -j4 CC=gcc",
    shell=True,  # was needed once
    cwd="src",
)
text = output(["hostname"], text=True)
process = Popen(["sort"], stdin=subprocess.PIPE)
