import logging
import os

a = logging.getLogger("shop")
b = logging.getLogger(__name__)
c = logging.getLogger()
d = logging.getLogger(os.path.basename(__file__))
e = logging.getLogger(f"{__file__}.e")
f = logging.getLogger("rest_chosen_names")
