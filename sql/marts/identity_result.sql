-- Every arithmetic identity of every touched report: does the sum of the parts equal what is printed?
-- grain: agency_id, report_year, check_code, scope
-- depends: touched, fact, report, identity_term
-- refresh: report
-- A term that is missing, or was in no current report of last year, makes the status unknown: terms are counted.
-- Joined by a hash and grouped by two integers, not by the words they stand for: ten times as fast.
INSERT INTO identity_result
WITH instance AS (
    SELECT DISTINCT edition, check_code, scope, lhs_terms, rhs_terms, reach, instance FROM identity_term
),
value AS MATERIALIZED (
    SELECT
        touched.doc, 0 AS back, fact.value,
        hash(touched.edition, fact.form, fact.row_code, fact.column_code) AS cell_key
    FROM touched
    JOIN fact ON fact.report_id = touched.report_id
    UNION ALL
    SELECT
        touched.doc, looks.back, fact.value,
        hash(touched.edition, fact.form, fact.row_code, fact.column_code) AS cell_key
    FROM touched
    JOIN (SELECT DISTINCT edition, years_back AS back FROM identity_term WHERE years_back > 0) AS looks
        ON looks.edition = touched.edition
    JOIN report AS earlier ON
        earlier.agency_id = touched.agency_id AND earlier.report_year = touched.report_year - looks.back
        AND earlier.is_current
    JOIN fact ON fact.report_id = earlier.report_id
    WHERE fact.row_code IN (SELECT row_code FROM identity_term WHERE years_back > 0)
),
total AS (
    SELECT
        doc, instance,
        count(*) AS found,
        count(value) FILTER (side = 'lhs') AS lhs_known,
        count(value) FILTER (side = 'rhs') AS rhs_known,
        sum(value * weight) FILTER (side = 'lhs') AS lhs,
        sum(value * weight) FILTER (side = 'rhs') AS rhs
    FROM value
    JOIN identity_term AS part ON part.cell_key = value.cell_key AND part.years_back = value.back
    GROUP BY doc, instance
),
telling AS (
    -- Most cells are 0: the few others make the words.
    SELECT
        doc, instance,
        list({'place': place, 'amount': value * weight, 'back': back})
            FILTER (side = 'lhs' AND value IS NOT NULL) AS lhs_parts,
        list({'place': place, 'amount': value * weight, 'back': back})
            FILTER (side = 'rhs' AND value IS NOT NULL) AS rhs_parts,
        list(part.row_code || '.' || part.column_code) FILTER (value IS NULL) AS gaps
    FROM value
    JOIN identity_term AS part ON part.cell_key = value.cell_key AND part.years_back = value.back
    WHERE value IS DISTINCT FROM 0
    GROUP BY doc, instance
),
verdict AS (
    SELECT
        doc, touched.agency_id, touched.report_year, touched.report_id, check_code, scope,
        CASE WHEN lhs_known = lhs_terms THEN lhs END AS lhs,
        CASE WHEN rhs_known = rhs_terms THEN rhs END AS rhs,
        CASE
            WHEN (lhs_known = lhs_terms AND rhs_known = rhs_terms) IS NOT TRUE THEN 'unknown'
            WHEN lhs = rhs THEN 'pass'
            ELSE 'fail'
        END AS status,
        found < lhs_terms + rhs_terms AS is_short, reach, list_sort(gaps) AS gaps,
        -- `+ 3 + 1 (2020) - 2`: the amounts other than 0 in the order of the form.
        CASE WHEN lhs_parts IS NOT NULL OR rhs_parts IS NOT NULL THEN
            list_transform([lhs_parts, rhs_parts], lambda parts: array_to_string(list_transform(
                list_sort(parts),
                lambda part:
                    CASE WHEN part.amount < 0 THEN '- ' ELSE '+ ' END
                    || rtrim(rtrim(abs(part.amount)::VARCHAR, '0'), '.')
                    || CASE WHEN part.back > 0 THEN ' (' || (touched.report_year - part.back)::VARCHAR || ')' ELSE '' END
            ), ' '))
        END AS words
    FROM total
    JOIN touched USING (doc)
    JOIN instance USING (instance)
    LEFT JOIN telling USING (doc, instance)
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
            CASE WHEN contains(substr(words[1], 2), ' + ') OR contains(substr(words[1], 2), ' - ') THEN ' = ' || rtrim(rtrim(lhs::VARCHAR, '0'), '.') END,
            ', printed ',
            coalesce(ltrim(words[2], '+ '), '0'),
            CASE WHEN contains(substr(words[2], 2), ' + ') OR contains(substr(words[2], 2), ' - ') THEN ' = ' || rtrim(rtrim(rhs::VARCHAR, '0'), '.') END)
    END AS detail
FROM verdict
ORDER BY doc;
