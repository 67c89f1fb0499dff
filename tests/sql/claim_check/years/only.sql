check_code = 'year'
