import os
import re
import sys
from collections import deque
from pathlib import Path

import numpy as np
import requests
import pandas as pd
from rich import print
# output
import os
import re
import sys
from collections import deque
from pathlib import Path

import numpy as np
import pandas as pd
import requests
from rich import print
