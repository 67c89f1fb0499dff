-- What did an agency print in the row of requests denied for third parties' rights?
SELECT report_year, column_code, value, state, raw_text, line_no
FROM cell
WHERE agency_id LIKE '%-culture_tourism' AND row_code = 'denied_third_party' AND column_code IN ('natural_person', 'total')
ORDER BY report_year, column_code
LIMIT 6
