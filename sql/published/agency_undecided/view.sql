-- What a person should decide about agencies: open regions, contradicted names, and keys that may be one agency.
-- grain: question, agency_id, other_agency_id, report_id
-- depends: dim_agency, report, report_evidence, decided_key, decision
-- Two keys of one region and one function family may be one bureau that was renamed (then their years follow each
-- other), or two that stand side by side (then a year has both): they stay apart until a person says so.
CREATE VIEW agency_undecided AS
WITH told AS (
    SELECT
        report_id,
        string_agg(source || ' ' || text || coalesce(' = ' || nullif(region_codes, ''), ''), '; ') AS evidence,
        string_agg(source || ' ' || text, '; ') FILTER (verdict = 'contradicts') AS contradicting,
        bool_or(source = 'decision') AS is_decided
    FROM report_evidence
    WHERE about = 'agency' AND report_id IS NOT NULL
    GROUP BY report_id
),
years AS (
    SELECT agency_id, min(report_year) AS first_year, max(report_year) AS last_year, list(DISTINCT report_year) AS every
    FROM report
    GROUP BY agency_id
),
-- What people decided to be two.
apart AS (
    SELECT DISTINCT
        least(own.agency_id, other.agency_id) AS agency_id, greatest(own.agency_id, other.agency_id) AS other_agency_id
    FROM decided_key AS own
    JOIN decided_key AS other ON other.decision_id = own.decision_id AND other.side = 'value'
    JOIN decision ON decision.decision_id = own.decision_id AND decision.kind = 'apart'
    WHERE own.side = 'source'
),
asked AS (
    SELECT
        'region_open' AS question, report.agency_id, NULL AS other_agency_id, report_id, report_year,
        agency_name_printed AS name_printed, candidates, evidence
    FROM report
    JOIN dim_agency ON dim_agency.agency_id = report.agency_id
    LEFT JOIN told USING (report_id)
    WHERE region_code IS NULL
    UNION ALL
    SELECT
        'contradicted', report.agency_id, NULL, report_id, report_year, agency_name_printed, contradicting, evidence
    FROM report
    JOIN told USING (report_id)
    WHERE contradicting IS NOT NULL AND NOT is_decided
    UNION ALL
    SELECT
        'same_function', one.agency_id, two.agency_id, NULL, NULL, one.name, two.name,
        one_years.first_year || '-' || one_years.last_year || ' and ' || two_years.first_year || '-' || two_years.last_year
            || CASE WHEN list_has_any(one_years.every, two_years.every) THEN ', in the same year' ELSE ', never together' END
    FROM dim_agency AS one
    JOIN dim_agency AS two ON
        two.region_code = one.region_code
        AND (two.zone = one.zone OR (two.zone IS NULL AND one.zone IS NULL))
        AND two.level = one.level
        AND two.function_code = one.function_code AND two.agency_id > one.agency_id
    JOIN years AS one_years ON one_years.agency_id = one.agency_id
    JOIN years AS two_years ON two_years.agency_id = two.agency_id
    LEFT JOIN apart ON apart.agency_id = one.agency_id AND apart.other_agency_id = two.agency_id
    WHERE apart.agency_id IS NULL
)
SELECT
    asked.*, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code
FROM asked
LEFT JOIN dim_agency ON dim_agency.agency_id = asked.agency_id;
COMMENT ON COLUMN agency_undecided.question IS 'region_open, contradicted or same_function.';
COMMENT ON COLUMN agency_undecided.agency_id IS 'The agency: dim_agency.agency_id.';
COMMENT ON COLUMN agency_undecided.other_agency_id IS 'The key that may be the same agency; NULL for the other questions.';
COMMENT ON COLUMN agency_undecided.report_id IS 'The report that asks: report.report_id; NULL for same_function.';
COMMENT ON COLUMN agency_undecided.report_year IS 'Its report year; NULL for same_function.';
COMMENT ON COLUMN agency_undecided.name_printed IS 'The name in question.';
COMMENT ON COLUMN agency_undecided.candidates IS 'Regions it may mean, what contradicts it, or the other name.';
COMMENT ON COLUMN agency_undecided.evidence IS 'What every source says, or the years of both; NULL where no source says anything.';
