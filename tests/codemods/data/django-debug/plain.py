"""Settings."""

from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent

# SECURITY WARNING: don't run with debug turned on in production!
DEBUG = True

INSTALLED_APPS = []
ROOT_URLCONF = "shop.urls"
# output
"""Settings."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent

# SECURITY WARNING: don't run with debug turned on in production!
DEBUG = os.environ.get("DJANGO_DEBUG") == "1"

INSTALLED_APPS = []
ROOT_URLCONF = "shop.urls"
