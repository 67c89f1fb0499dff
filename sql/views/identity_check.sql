-- Every arithmetic identity of every current report: does the sum of the parts equal what is printed?
-- grain: agency_id, report_year, check_code, scope
-- depends: fact, report, identity_term
-- A term that is missing, or was in no current report of last year, makes the status unknown: terms are counted.
CREATE VIEW identity_check AS
WITH term AS (
    -- Two branches, because the planner meets the few cells of last year far better apart from the many of this one.
    SELECT
        report.agency_id, report.report_year, report.report_id, fact.row_code, fact.column_code, fact.value,
        part.check_code, part.scope, part.side, part.weight, part.years_back, part.place,
        part.lhs_terms, part.rhs_terms, part.reach
    FROM fact
    JOIN report ON report.report_id = fact.report_id AND report.is_current
    JOIN identity_term AS part ON
        part.edition = report.edition AND part.form = fact.form
        AND part.row_code = fact.row_code AND part.column_code = fact.column_code
    WHERE part.years_back = 0
    UNION ALL
    SELECT
        report.agency_id, report.report_year, report.report_id, fact.row_code, fact.column_code, fact.value,
        part.check_code, part.scope, part.side, part.weight, part.years_back, part.place,
        part.lhs_terms, part.rhs_terms, part.reach
    FROM fact
    JOIN report AS earlier ON earlier.report_id = fact.report_id AND earlier.is_current
    JOIN identity_term AS part ON
        part.form = fact.form AND part.row_code = fact.row_code AND part.column_code = fact.column_code
    JOIN report ON
        report.agency_id = earlier.agency_id AND report.report_year = earlier.report_year + part.years_back
        AND report.is_current AND report.edition = part.edition
    WHERE part.years_back > 0
),
total AS (
    SELECT
        agency_id, report_year, report_id, check_code, scope, lhs_terms, rhs_terms, reach,
        count(*) AS found,
        count(value) FILTER (side = 'lhs') AS lhs_known,
        count(value) FILTER (side = 'rhs') AS rhs_known,
        sum(value * weight) FILTER (side = 'lhs') AS lhs,
        sum(value * weight) FILTER (side = 'rhs') AS rhs,
        list({'place': place, 'amount': value * weight, 'back': years_back})
            FILTER (side = 'lhs' AND value <> 0) AS lhs_parts,
        list({'place': place, 'amount': value * weight, 'back': years_back})
            FILTER (side = 'rhs' AND value <> 0) AS rhs_parts,
        list(CASE WHEN value IS NULL THEN row_code || '.' || column_code END) FILTER (value IS NULL) AS gaps
    FROM term
    GROUP BY ALL
),
verdict AS (
    SELECT
        agency_id, report_year, report_id, check_code, scope,
        CASE WHEN lhs_known = lhs_terms THEN lhs END AS lhs,
        CASE WHEN rhs_known = rhs_terms THEN rhs END AS rhs,
        CASE
            WHEN (lhs_known = lhs_terms AND rhs_known = rhs_terms) IS NOT TRUE THEN 'unknown'
            WHEN lhs = rhs THEN 'pass'
            ELSE 'fail'
        END AS status,
        found < lhs_terms + rhs_terms AS is_short, reach, list_sort(gaps) AS gaps,
        -- `+ 3 + 1 (2020) - 2`: the amounts other than 0 in the order of the form.
        list_transform([lhs_parts, rhs_parts], lambda parts: array_to_string(list_transform(
            list_sort(parts),
            lambda part:
                CASE WHEN part.amount < 0 THEN '- ' ELSE '+ ' END
                || regexp_replace(abs(part.amount)::VARCHAR, '\.?0+$', '')
                || CASE WHEN part.back > 0 THEN ' (' || (report_year - part.back)::VARCHAR || ')' ELSE '' END
        ), ' ')) AS words
    FROM total
)
SELECT
    agency_id, report_year, report_id, check_code, scope, lhs, rhs, status,
    CASE
        WHEN status = 'unknown' THEN concat_ws('; ',
            'missing: ' || array_to_string(gaps, ', '),
            CASE
                WHEN is_short AND reach > 0 THEN 'not in a report of ' || (report_year - reach)::VARCHAR
                WHEN is_short THEN 'cells absent'
            END)
        ELSE concat(
            coalesce(ltrim(words[1], '+ '), '0'),
            CASE WHEN regexp_matches(words[1], '. [+-] ') THEN ' = ' || regexp_replace(lhs::VARCHAR, '\.?0+$', '') END,
            ', printed ',
            coalesce(ltrim(words[2], '+ '), '0'),
            CASE WHEN regexp_matches(words[2], '. [+-] ') THEN ' = ' || regexp_replace(rhs::VARCHAR, '\.?0+$', '') END)
    END AS detail
FROM verdict;
COMMENT ON COLUMN identity_check.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN identity_check.report_year IS 'The year reported on.';
COMMENT ON COLUMN identity_check.report_id IS 'The current report checked: report.report_id.';
COMMENT ON COLUMN identity_check.check_code IS 'applicants_sum, requests_balance, outcomes_sum, results_sum, carry_over or stock_continuity.';
COMMENT ON COLUMN identity_check.scope IS 'The row_code or column_code that is added up.';
COMMENT ON COLUMN identity_check.lhs IS 'Sum of the left side; NULL unless all its terms are known.';
COMMENT ON COLUMN identity_check.rhs IS 'Sum of the right side; NULL unless all its terms are known.';
COMMENT ON COLUMN identity_check.status IS 'pass, fail, or unknown when a term or last year''s report is missing.';
COMMENT ON COLUMN identity_check.detail IS 'The sum in words, terms of 0 left out, such as `3 + 1 = 4, printed 5`; or what is missing.';
