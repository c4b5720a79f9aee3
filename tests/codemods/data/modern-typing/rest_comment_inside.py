# minimum Python: 3.10
from typing import Optional

x: Optional[
    int  # none before the first run
]
