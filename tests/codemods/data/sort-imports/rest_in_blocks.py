try:
    import ast
    import os
    import re
    import sys
    import json
except ImportError:
    pass


def f():
    import ast
    import os
    import re
    import sys
    import json
