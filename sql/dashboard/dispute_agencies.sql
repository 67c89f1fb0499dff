-- Who was corrected most. Parameters: year, whose; region, level, function or NULL. At most 500 agencies.
-- grain: agency_id
-- depends: every_measure, report_coverage, chosen_agency
-- Reports of which too little was read are listed after the others: they have no place among them.
WITH kept AS (
    SELECT
        agency_id, any_value(report_id) AS report_id,
        any_value(value) FILTER (measure = 'disputes_corrected') AS corrected,
        any_value(value) FILTER (measure = 'disputes_concluded') AS concluded,
        any_value(value) FILTER (measure = 'reconsiderations') AS reconsiderations,
        any_value(value) FILTER (measure = 'lawsuits') AS lawsuits
    FROM every_measure()
    WHERE report_year = $year AND measure IN ('disputes_corrected', 'disputes_concluded', 'reconsiderations', 'lawsuits')
    GROUP BY agency_id
)
SELECT
    chosen.name AS agency, kept.agency_id, chosen.province, kept.corrected::BIGINT AS corrected,
    kept.concluded::BIGINT AS concluded,
    CASE WHEN kept.concluded > 0 THEN (kept.corrected / kept.concluded)::DOUBLE END AS share,
    kept.reconsiderations::BIGINT AS reconsiderations, kept.lawsuits::BIGINT AS lawsuits,
    coverage.not_judged_because AS not_ranked_because
FROM kept
JOIN chosen_agency($region, $level, $function) AS chosen USING (agency_id)
JOIN report_coverage AS coverage ON coverage.report_id = kept.report_id
WHERE kept.corrected > 0 AND chosen.whose = $whose
ORDER BY not_ranked_because IS NOT NULL, kept.corrected DESC, share DESC NULLS LAST, kept.agency_id
LIMIT 500
