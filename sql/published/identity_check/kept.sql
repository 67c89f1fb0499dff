-- Kept rows of the view `identity_check`: those with a term that is not 0; the others are in `kept_cell_zero`.
-- grain: agency_id, report_year, check_code, scope
-- depends: touched, telling_cell, identity_term
-- refresh: report
-- Every arithmetic identity of every touched report with a term that tells something: does the sum of the parts equal
-- what is printed? A term that is missing, or was in no current report of last year, makes the status unknown.
CREATE TABLE kept_identity_check (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    check_code VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    lhs DECIMAL(38, 4),
    rhs DECIMAL(38, 4),
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    detail VARCHAR NOT NULL,
    status_printed VARCHAR NOT NULL CHECK (status_printed IN ('pass', 'fail', 'unknown'))
);
INSERT INTO kept_identity_check
WITH instance AS (
    SELECT DISTINCT edition, check_code, scope, reach, instance FROM identity_term
),
term AS (
    -- `+ 3`, `+ 1 (2020)`, `- 2`; a whole number that a double holds exactly is cast in a tenth of a decimal's time.
    SELECT
        cell.doc, part.instance, part.side, part.place, cell.value, cell.is_absent,
        cell.value * part.weight AS amount, cell.is_decided, cell.value_read,
        cell.value_read * part.weight AS amount_read, part.row_code || '.' || part.column_code AS code,
        CASE WHEN cell.value * part.weight < 0 THEN '- ' ELSE '+ ' END
        || CASE
            WHEN abs(cell.value::DOUBLE) < 1e9 AND cell.value::DOUBLE = floor(cell.value::DOUBLE)
                THEN abs(cell.value::DOUBLE)::BIGINT::VARCHAR
            ELSE rtrim(rtrim(abs(cell.value)::VARCHAR, '0'), '.')
        END
        || CASE WHEN cell.back > 0 THEN ' (' || (touched.report_year - cell.back)::VARCHAR || ')' ELSE '' END AS word
    FROM telling_cell AS cell
    JOIN identity_term AS part ON part.cell_key = cell.cell_key AND part.years_back = cell.back
    JOIN touched ON touched.doc = cell.doc
),
-- Whatever is not a telling cell is a printed 0: a side on which no term tells anything is 0.
total AS (
    SELECT
        doc, instance,
        count(*) FILTER (value IS NULL) AS gap_count,
        count(*) FILTER (side = 'lhs' AND value IS NULL) AS lhs_gaps,
        count(*) FILTER (side = 'rhs' AND value IS NULL) AS rhs_gaps,
        coalesce(sum(amount) FILTER (side = 'lhs'), 0) AS lhs_known,
        coalesce(sum(amount) FILTER (side = 'rhs'), 0) AS rhs_known,
        -- As it was read: of decided terms, few if any, what stood there before.
        bool_or(is_decided) AS is_decided,
        count(*) FILTER (NOT is_decided AND value IS NULL OR is_decided AND value_read IS NULL) AS gap_count_read,
        sum(if(side = 'lhs', 1, -1) * (coalesce(amount_read, 0) - amount)) FILTER (is_decided) AS shift,
        list({'place': place, 'word': word}) FILTER (side = 'lhs' AND value <> 0) AS lhs_parts,
        list({'place': place, 'word': word}) FILTER (side = 'rhs' AND value <> 0) AS rhs_parts,
        list(code) FILTER (value IS NULL AND NOT is_absent) AS gaps,
        bool_or(is_absent) AS is_short
    FROM term
    GROUP BY doc, instance
),
told AS (
    SELECT
        doc, instance, gap_count, list_sort(gaps) AS gaps, is_short, lhs_parts, rhs_parts, is_decided,
        CASE WHEN gap_count_read > 0 THEN 'unknown' WHEN lhs_known + shift = rhs_known THEN 'pass' ELSE 'fail' END
            AS status_read,
        CASE WHEN lhs_gaps = 0 THEN lhs_known END AS lhs,
        CASE WHEN rhs_gaps = 0 THEN rhs_known END AS rhs,
        -- In the order of the form.
        coalesce(ltrim(array_to_string(list_transform(list_sort(lhs_parts), lambda part: part.word), ' '), '+ '), '0')
            AS lhs_words,
        coalesce(ltrim(array_to_string(list_transform(list_sort(rhs_parts), lambda part: part.word), ' '), '+ '), '0')
            AS rhs_words
    FROM total
),
worded AS (
    SELECT
        doc, told.instance, lhs, rhs,
        CASE WHEN gap_count > 0 THEN 'unknown' WHEN lhs = rhs THEN 'pass' ELSE 'fail' END AS status,
        CASE WHEN is_decided THEN status_read END AS status_read,
        CASE
            WHEN gap_count > 0 THEN concat_ws('; ',
                'missing: ' || array_to_string(gaps, ', '),
                CASE
                    WHEN is_short AND reach > 0 THEN 'not in a report of ' || (touched.report_year - reach)::VARCHAR
                    WHEN is_short THEN 'cells absent'
                END)
            ELSE concat(
                lhs_words, CASE WHEN len(lhs_parts) > 1 THEN ' = ' || rtrim(rtrim(lhs::VARCHAR, '0'), '.') END,
                ', printed ',
                rhs_words, CASE WHEN len(rhs_parts) > 1 THEN ' = ' || rtrim(rtrim(rhs::VARCHAR, '0'), '.') END)
        END || CASE WHEN is_decided THEN '; with decided cells, as read: ' || status_read ELSE '' END AS detail
    FROM told
    JOIN instance USING (instance)
    JOIN touched USING (doc)
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, instance.check_code, instance.scope,
    worded.lhs, worded.rhs, worded.status, worded.detail, coalesce(worded.status_read, worded.status)
FROM worded
JOIN touched ON touched.doc = worded.doc
JOIN instance ON instance.instance = worded.instance
ORDER BY touched.doc, instance.instance;
