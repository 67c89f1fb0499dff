-- Which cells does an identity across years add up?
SELECT scope, row_code, column_code, years_back, side, weight
FROM identity_term
WHERE edition = '2021' AND check_code = 'stock_continuity' AND scope = 'normative_document'
ORDER BY place
