print 'old'
