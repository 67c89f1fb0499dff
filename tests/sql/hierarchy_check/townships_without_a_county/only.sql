measure = 'requests_received'
