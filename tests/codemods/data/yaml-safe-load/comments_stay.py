import yaml

a = yaml.load(  # type: ignore[no-any-return]
    # what came from the disk
    stream,
    yaml.Loader,  # of old
)
b = yaml.load(stream, Loader=yaml.Loader)  # fmt: skip
# output
import yaml

a = yaml.safe_load(  # type: ignore[no-any-return]
    # what came from the disk
    stream,  # of old
)
b = yaml.safe_load(stream)  # fmt: skip
