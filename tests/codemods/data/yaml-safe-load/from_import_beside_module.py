import yaml
from yaml import load

names = load(open("names.yml"), yaml.FullLoader)
# output
import yaml

names = yaml.safe_load(open("names.yml"))
