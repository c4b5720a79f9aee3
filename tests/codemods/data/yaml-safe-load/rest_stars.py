import yaml

a = yaml.load(stream, **options)
b = yaml.load(*arguments)
