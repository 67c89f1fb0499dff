measure = 'penalties'
