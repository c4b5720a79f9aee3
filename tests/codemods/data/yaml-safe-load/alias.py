import yaml as y

config = y.load(
    open("a.yml"),
    Loader=y.UnsafeLoader,  # as it was
)
# output
import yaml as y

config = y.safe_load(
    open("a.yml"),  # as it was
)
