from setuptools import setup

setup(setup_requires="flask==1.0.0")
