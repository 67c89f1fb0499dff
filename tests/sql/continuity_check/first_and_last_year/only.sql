check_code = 'missing_year' OR (check_code = 'stock_continuity' AND scope = 'normative_document')
