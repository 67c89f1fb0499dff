check_code = 'stock_continuity' AND scope = 'regulation'
