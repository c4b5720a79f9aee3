import ast as syntax
import os

hosts = eval(os.getenv("HOSTS", "[]"))
# output
import ast as syntax
import os

hosts = syntax.literal_eval(os.getenv("HOSTS", "[]"))
