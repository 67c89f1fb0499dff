check_code IN ('stock_continuity', 'carry_over') AND scope IN ('total', 'regulation')
