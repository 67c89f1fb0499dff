-- Sections that repeat last year's text, of those that can be compared; a report has each section once.
SELECT report_year, section, count(*) AS n_reports, count(similarity) AS n_known,
    count(*) FILTER (WHERE similarity >= 0.9) AS copied
FROM text_reuse JOIN dim_agency USING (agency_id)
WHERE relation = 'own_last_year' AND status <> 'section_absent'
GROUP BY report_year, section
ORDER BY report_year, section
