import sys
from typing import TYPE_CHECKING

if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(sys.argv)
if TYPE_CHECKING:
    if sys.version_info >= (3, 11):
        from typing import Self
if sys.platform == "win32":
    if sys.argv:
        import winreg
