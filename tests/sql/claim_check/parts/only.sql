check_code = 'parts_sum'
