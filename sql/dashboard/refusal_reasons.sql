-- Why requests were refused or not handled, over reports of one kind. Parameters: year, whose; region, level, function.
-- grain: outcome, reason
-- depends: fact_application, report, dim_agency, form_identity, form_row
-- As the view `request_reasons`, which goes on to each agency's rate. Governments report for whole areas: they are never
-- added to the agencies in them (`whose`).
WITH wanted AS (
    SELECT report.report_id, report.edition
    FROM report
    JOIN dim_agency USING (agency_id)
    WHERE
        report.report_year = $year AND report.is_current
        AND CASE WHEN dim_agency.kind = 'government' AND dim_agency.level <> 'township' THEN dim_agency.level ELSE 'own' END = $whose
        AND ($region IS NULL OR starts_with(dim_agency.region_code, $region))
        AND ($level IS NULL OR dim_agency.level = $level)
        AND ($function IS NULL OR dim_agency.function_code = $function)
),
added AS (
    SELECT wanted.edition, part.row_code, sum(part.value)::BIGINT AS requests, count(part.value) AS known, count(*) AS reports
    FROM fact_application AS part
    JOIN wanted ON wanted.report_id = part.report_id
    WHERE part.report_year = $year AND part.column_code = 'total'
    GROUP BY wanted.edition, part.row_code
),
named AS (
    SELECT
        added.*, form_row.label,
        CASE
            WHEN form_row.parent <> 'result' THEN form_row.parent
            WHEN added.row_code = 'other_total' THEN 'other'
            ELSE added.row_code
        END AS outcome
    FROM added
    JOIN form_identity ON
        form_identity.edition = added.edition AND form_identity.row_code = added.row_code
        AND form_identity.check_code = 'outcomes_sum' AND form_identity.side = 'lhs'
    JOIN form_row ON
        form_row.edition = added.edition AND form_row.form = form_identity.form AND form_row.row_code = added.row_code
)
SELECT
    outcome, row_code AS reason, any_value(label) AS label, sum(requests)::BIGINT AS requests,
    sum(known)::BIGINT AS known, sum(reports)::BIGINT AS reports
FROM named
GROUP BY outcome, row_code
ORDER BY requests DESC NULLS LAST, row_code
