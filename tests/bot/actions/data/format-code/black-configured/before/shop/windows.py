x = 'a'
y=[ 'b' ]
