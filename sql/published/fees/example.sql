-- What was charged, in CNY?
SELECT agency_name, report_year, amount, unit, amount_cny
FROM fees
WHERE kind = 'fee' AND amount > 0
ORDER BY amount_cny DESC NULLS LAST, agency_name, report_year
LIMIT 5
