-- Who was corrected most. Parameters: year, whose; region, level, function or NULL. At most 500 agencies.
-- grain: agency_id
-- depends: measure_value, dim_agency
WITH kept AS (
    SELECT
        agency_id,
        any_value(value) FILTER (measure = 'disputes_corrected') AS corrected,
        any_value(value) FILTER (measure = 'disputes_concluded') AS concluded,
        any_value(value) FILTER (measure = 'reconsiderations') AS reconsiderations,
        any_value(value) FILTER (measure = 'lawsuits') AS lawsuits
    FROM measure_value
    WHERE report_year = $year AND measure IN ('disputes_corrected', 'disputes_concluded', 'reconsiderations', 'lawsuits')
    GROUP BY agency_id
)
SELECT
    dim_agency.name AS agency, kept.agency_id, dim_agency.province, kept.corrected::BIGINT AS corrected,
    kept.concluded::BIGINT AS concluded,
    CASE WHEN kept.concluded > 0 THEN (kept.corrected / kept.concluded)::DOUBLE END AS share,
    kept.reconsiderations::BIGINT AS reconsiderations, kept.lawsuits::BIGINT AS lawsuits
FROM kept
JOIN dim_agency USING (agency_id)
WHERE
    kept.corrected > 0
    AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
    AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
    AND ($level IS NULL OR dim_agency.level = $level)
    AND ($function IS NULL OR dim_agency.function_code = $function)
ORDER BY kept.corrected DESC, share DESC NULLS LAST, kept.agency_id
LIMIT 500
