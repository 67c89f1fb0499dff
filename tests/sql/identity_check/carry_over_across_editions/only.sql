check_code = 'carry_over' AND scope = 'total'
