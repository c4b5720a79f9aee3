from setuptools import setup

setup(
    name="a",
    # [[[cog cog.outl(f"python_requires=\">= 3.{lowest}\",")]]]
    python_requires=">= 3.8",
    # [[[end]]]
)
