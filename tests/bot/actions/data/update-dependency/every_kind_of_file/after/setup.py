from setuptools import setup

setup(setup_requires="flask==2.5.0")
