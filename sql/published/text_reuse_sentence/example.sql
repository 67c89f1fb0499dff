-- Which sentences also stood in another report?
SELECT agency_id, report_year, section, relation, line_no
FROM text_reuse_sentence
ORDER BY ALL
LIMIT 5
