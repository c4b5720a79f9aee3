"""What others import from here."""

from json import dumps
from os import path
