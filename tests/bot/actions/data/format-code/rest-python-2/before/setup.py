from setuptools import setup

setup(name='old', python_requires='>=2.7')
