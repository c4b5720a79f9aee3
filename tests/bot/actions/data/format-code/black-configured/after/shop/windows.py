x = 'a'
y = ['b']
