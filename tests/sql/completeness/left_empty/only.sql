form = 'dispute'
