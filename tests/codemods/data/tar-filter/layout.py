# minimum Python: 3.12
import tarfile as t

t.open("a.tar").extractall(  # here
    "build"
)
t.open("a.tar").extractall("build",)
# output
# minimum Python: 3.12
import tarfile as t

t.open("a.tar").extractall(  # here
    "build",
    filter="data"
)
t.open("a.tar").extractall("build", filter="data",)
