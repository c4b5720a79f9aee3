import os
import re
import sys  # the path
import json  # the odd one
from collections import deque
from pathlib import Path
# output
import json  # the odd one
import os
import re
import sys  # the path
from collections import deque
from pathlib import Path
