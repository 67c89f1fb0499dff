-- The cells of every touched report, and of the earlier ones it is held against, that are not a printed 0.
-- grain: doc, back, form, row_code, column_code
-- depends: touched, report, kept_completeness, every_cell, form_cell, identity_term, decided_cell
-- refresh: report
-- Nine cells in ten are 0: sums are made of the others, and the unknown terms are counted instead of the known ones. So
-- a cell that no fact has must stand here too, as unknown: else it would be taken for a 0. Only reports with fewer
-- cells than their edition are looked through for those. They are a file: what a table of a slice leaves in memory stays
-- there until the transaction ends (duckdb 1.5.5), and a lake's run is one.
CREATE OR REPLACE TEMP TABLE touched_pair AS
WITH looks AS (
    SELECT DISTINCT edition, years_back AS back FROM identity_term WHERE years_back > 0
),
whole AS (
    SELECT edition, count(*) AS cells FROM form_cell GROUP BY edition
),
pair AS (
    SELECT doc, 0 AS back, agency_id, report_id, edition, edition AS printed_edition FROM touched
    UNION ALL
    SELECT touched.doc, looks.back, touched.agency_id, earlier.report_id, touched.edition, earlier.edition
    FROM touched
    JOIN looks ON looks.edition = touched.edition
    LEFT JOIN report AS earlier ON
        earlier.agency_id = touched.agency_id AND earlier.report_year = touched.report_year - looks.back
        AND earlier.is_current
)
SELECT pair.*, coalesce(found.cells = whole.cells, false) AS is_whole
FROM pair
LEFT JOIN whole ON whole.edition = pair.printed_edition
LEFT JOIN (
    SELECT report_id, sum(cells) AS cells FROM kept_completeness
    WHERE report_id IN (SELECT report_id FROM pair)
    GROUP BY report_id
) AS found ON found.report_id = pair.report_id;

-- A decided cell tells something also where one of its values is 0: what was read there stands beside.
CREATE OR REPLACE TEMP TABLE decided_telling AS
SELECT
    pair.doc, pair.back, cell.form, cell.row_code, cell.column_code, cell.value, fact.unit, false AS is_absent,
    true AS is_decided, cell.value_read, hash(pair.edition, cell.form, cell.row_code, cell.column_code) AS cell_key
FROM touched_pair AS pair
JOIN decided_cell AS cell ON cell.report_id = pair.report_id
JOIN every_cell() AS fact ON
    fact.agency_id = pair.agency_id AND fact.report_id = cell.report_id AND fact.form = cell.form
    AND fact.row_code = cell.row_code AND fact.column_code = cell.column_code;

COPY (
    WITH asked AS (
        -- Of an earlier report only what a sum of this one needs.
        SELECT DISTINCT edition, years_back AS back, form, row_code, column_code FROM identity_term WHERE years_back > 0
        UNION ALL
        SELECT edition, 0, form, row_code, column_code FROM form_cell
    ),
    there AS (
        SELECT pair.doc, pair.back, fact.form, fact.row_code, fact.column_code
        FROM touched_pair AS pair
        JOIN every_cell() AS fact ON fact.agency_id = pair.agency_id AND fact.report_id = pair.report_id
        WHERE NOT pair.is_whole
        UNION ALL
        SELECT pair.doc, pair.back, form_cell.form, form_cell.row_code, form_cell.column_code
        FROM touched_pair AS pair
        JOIN form_cell ON form_cell.edition = pair.printed_edition
        WHERE pair.is_whole AND pair.printed_edition <> pair.edition
    ),
    absent AS (
        SELECT pair.doc, pair.back, asked.form, asked.row_code, asked.column_code, pair.edition
        FROM touched_pair AS pair
        JOIN asked ON asked.edition = pair.edition AND asked.back = pair.back
        ANTI JOIN there ON
            there.doc = pair.doc AND there.back = pair.back AND there.form = asked.form
            AND there.row_code = asked.row_code AND there.column_code = asked.column_code
        -- A whole report of the same edition has each of them.
        WHERE NOT (pair.is_whole AND pair.printed_edition = pair.edition)
    )
    SELECT
        pair.doc, pair.back, fact.form, fact.row_code, fact.column_code, fact.value, fact.unit, false AS is_absent,
        false AS is_decided, NULL::DECIMAL(23, 4) AS value_read,
        hash(pair.edition, fact.form, fact.row_code, fact.column_code) AS cell_key
    FROM touched_pair AS pair
    JOIN every_cell() AS fact ON fact.agency_id = pair.agency_id AND fact.report_id = pair.report_id
    ANTI JOIN decided_telling AS decided ON
        decided.doc = pair.doc AND decided.back = pair.back AND decided.form = fact.form
        AND decided.row_code = fact.row_code AND decided.column_code = fact.column_code
    WHERE fact.value IS DISTINCT FROM 0
    UNION ALL
    FROM decided_telling
    UNION ALL
    SELECT
        doc, back, form, row_code, column_code, NULL, NULL, true, false, NULL,
        hash(edition, form, row_code, column_code)
    FROM absent
) TO (getvariable('telling_place')) (FORMAT parquet);
CREATE OR REPLACE TEMP VIEW telling_cell AS FROM read_parquet(getvariable('telling_place'));
