import yaml

# Both comments cannot be kept where one argument is left.
config = yaml.load(
    stream,  # what came from the disk
    Loader=yaml.Loader,  # all tags
)
