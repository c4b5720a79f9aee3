from setuptools import setup

setup(
    name="thing",
    python_requires=">=3.7, !=3.8.0, <4",
    classifiers=[
        "Programming Language :: Python :: 3.7",
        "Programming Language :: Python :: 3.8",
        "Programming Language :: Python :: 3.9",
        "Programming Language :: Python :: 3.10",
    ],
)
