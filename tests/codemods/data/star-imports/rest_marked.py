from math import *  # noqa: F403

print(sqrt(2))

if __name__ == "__main__":
    print(sqrt)
