try: import simplejson as json
except : json = None
# output
try: import simplejson as json
except Exception : json = None
