from setuptools import find_packages, setup

setup(
    name="shop",
    packages=find_packages(),
    python_requires=">=3.6",
    extras_require={
        "test": [
            "pytest",
            "tox"
        ],
    },
)
