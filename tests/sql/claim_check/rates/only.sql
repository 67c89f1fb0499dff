check_code IN ('share', 'growth')
