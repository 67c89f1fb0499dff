-- How reviews and lawsuits about a current report's requests ended, by channel; corrections over concluded cases.
-- grain: agency_id, report_year, channel
-- depends: kept_dispute_outcomes, dim_agency
-- overlaps: upheld, corrected, other, pending, total, concluded unless kind
-- Pending cases are no denominator: a case is concluded when it was upheld, corrected or ended otherwise. The printed
-- total stands beside and is never added to its parts; whether they agree says identity_check (results_sum).
CREATE VIEW dispute_outcomes AS
SELECT
    kept.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    kept.report_year, kept.report_id,
    kept.channel, kept.upheld, kept.corrected, kept.other, kept.pending, kept.total,
    kept.upheld + kept.corrected + kept.other AS concluded,
    CASE
        WHEN kept.upheld + kept.corrected + kept.other > 0
            THEN kept.corrected / (kept.upheld + kept.corrected + kept.other)
    END AS rate,
    (
        (kept.upheld IS NOT NULL)::INTEGER + (kept.corrected IS NOT NULL)::INTEGER + (kept.other IS NOT NULL)::INTEGER
    ) / 3 AS coverage,
    rate AS correction_rate
FROM kept_dispute_outcomes AS kept
LEFT JOIN dim_agency ON dim_agency.agency_id = kept.agency_id;
COMMENT ON COLUMN dispute_outcomes.channel IS 'reconsideration, litigation_direct or litigation_after_reconsideration.';
COMMENT ON COLUMN dispute_outcomes.upheld IS 'Cases in which the agency was upheld; NULL when missing.';
COMMENT ON COLUMN dispute_outcomes.corrected IS 'Cases in which it was corrected; NULL when missing.';
COMMENT ON COLUMN dispute_outcomes.other IS 'Cases that ended otherwise; NULL when missing.';
COMMENT ON COLUMN dispute_outcomes.pending IS 'Cases not concluded; NULL when missing.';
COMMENT ON COLUMN dispute_outcomes.total IS 'The total as printed.';
COMMENT ON COLUMN dispute_outcomes.concluded IS 'upheld + corrected + other, the denominator; NULL when one is missing.';
COMMENT ON COLUMN dispute_outcomes.rate IS 'corrected / concluded; NULL when unknown or nothing was concluded.';
COMMENT ON COLUMN dispute_outcomes.coverage IS 'Known cells of the three that the rate needs.';
