totals = {'net':net,'gross' : net*(1+rate)}
