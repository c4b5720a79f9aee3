import pandas as pd

for name, column in pd.concat([a, b]).reset_index().iteritems():
    print(name)
# output
import pandas as pd

for name, column in pd.concat([a, b]).reset_index().items():
    print(name)
