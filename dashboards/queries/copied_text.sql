-- Sections that repeat last year's text, of those that can be compared.
SELECT report_year, section, count(*) AS sections, count(similarity) AS compared,
    count(*) FILTER (WHERE similarity >= 0.9) AS copied
FROM text_reuse JOIN dim_agency USING (agency_id)
WHERE relation = 'own_last_year' AND status <> 'section_absent'
GROUP BY report_year, section
ORDER BY report_year, section
