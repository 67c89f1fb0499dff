check_code = 'carry_over' AND scope = 'total' AND report_year = 2021
