check_code = 'restated'
