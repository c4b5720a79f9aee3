from setuptools import setup

setup(name="a", install_requires=["flask"], extras_require={"test": ["pytest"]})
