-- What deserves a person most: each thing that a decision would settle, by how many cells and sums it would free.
-- grain: question, agency_id, report_year, source_uri, form, row_code, column_code
-- depends: held_document, rejected_document, form_edition, form_cell, agency_undecided, report, every_cell, identity_term, identity_check, decision, decided_cell
-- Cells: that come to count, or that come right; sums: that can be checked then, or that come to hold.
WITH held AS (
    SELECT
        held.reason AS question, NULL AS agency_id, held.report_year, held.source_uri, NULL AS row_code,
        NULL AS column_code, held.candidates AS choices, form.cells, 0 AS sums, 1 AS reports, NULL AS form
    FROM held_document AS held
    LEFT JOIN form_edition AS edition ON
        coalesce(held.report_year, 2021) BETWEEN edition.first_year AND coalesce(edition.last_year, 9999)
    LEFT JOIN (SELECT edition, count(*) AS cells FROM form_cell GROUP BY edition) AS form
        ON form.edition = edition.edition
),
open_agency AS (
    SELECT
        asked.question, asked.agency_id, asked.report_year, report.source_uri, NULL, NULL,
        asked.name_printed || coalesce(': ' || asked.candidates, ''), report.cells_known, 0, 1, NULL
    FROM agency_undecided AS asked
    JOIN report ON report.report_id = asked.report_id AND report.is_current
    WHERE asked.question IN ('region_open', 'contradicted')
),
-- Of two versions with no dates that differ, from different formats, one has the wrong number.
twin AS (
    SELECT
        one.agency_id, one.report_year, two.source_uri, one.read_from || ' and ' || two.read_from AS formats,
        one.report_id, two.report_id AS other_id
    FROM report AS one
    JOIN report AS two ON
        two.agency_id = one.agency_id AND two.report_year = one.report_year AND two.report_id <> one.report_id
        AND two.read_from <> one.read_from AND coalesce(two.signed_date = one.signed_date, true)
        AND coalesce(two.published_date = one.published_date, true) AND two.is_revision = one.is_revision
        AND two.standing IS NULL
    WHERE one.is_current AND one.standing IS NULL
),
versions AS (
    SELECT
        'versions_disagree', twin.agency_id, twin.report_year, twin.source_uri, NULL, NULL, any_value(twin.formats),
        count(*), 0, 0, NULL
    FROM twin
    JOIN every_cell() AS one ON one.report_id = twin.report_id AND one.state = 'reported'
    JOIN every_cell() AS two ON
        two.report_id = twin.other_id AND two.state = 'reported' AND two.form = one.form
        AND two.row_code = one.row_code AND two.column_code = one.column_code
    WHERE one.value <> two.value
    GROUP BY ALL
),
-- Cells where something is printed that can be read in several ways, and the sums that wait for them alone: row by row,
-- and where several rows of a table are open, the table, whose print a person looks at once.
unread AS (
    SELECT
        report.agency_id, report.report_year, report.report_id, report.edition, report.source_uri, fact.form,
        fact.row_code, fact.column_code, fact.raw_text, fact.reason
    FROM every_cell() AS fact
    JOIN report ON report.report_id = fact.report_id AND report.is_current
    WHERE fact.state = 'missing'
),
waiting AS (
    SELECT
        unread.report_id, term.instance, any_value(unread.form) AS form, any_value(unread.row_code) AS row_code,
        any_value(unread.column_code) AS column_code
    FROM unread
    JOIN identity_term AS term ON
        term.edition = unread.edition AND term.form = unread.form AND term.row_code = unread.row_code
        AND term.column_code = unread.column_code
    WHERE term.reach = 0
    GROUP BY unread.report_id, term.instance
    HAVING count(*) = 1
),
open_row AS (
    SELECT
        unread.agency_id, unread.report_year, unread.report_id, unread.source_uri, unread.form, unread.row_code,
        if(count(*) = 1, min(unread.column_code), NULL) AS column_code,
        string_agg(DISTINCT unread.raw_text, ' | ') AS prints, count(*) AS cells,
        coalesce(sum(waiting.sums), 0)::BIGINT AS sums,
        count(*) OVER (PARTITION BY unread.report_id, unread.form) AS rows_open
    FROM unread
    LEFT JOIN (
        SELECT report_id, form, row_code, column_code, count(*) AS sums FROM waiting GROUP BY ALL
    ) AS waiting USING (report_id, form, row_code, column_code)
    -- A dash prints no number.
    WHERE unread.raw_text IS NOT NULL AND unread.reason NOT LIKE 'dash%'
    GROUP BY unread.agency_id, unread.report_year, unread.report_id, unread.source_uri, unread.form, unread.row_code
),
several AS (
    SELECT
        'several_readings', agency_id, report_year, source_uri, row_code, column_code, prints, cells, sums, 0, form
    FROM open_row
    WHERE rows_open = 1
    UNION ALL
    SELECT
        'table_open', agency_id, report_year, source_uri, NULL, NULL, string_agg(row_code, ' ' ORDER BY row_code),
        sum(cells)::BIGINT, sum(sums)::BIGINT, 0, form
    FROM open_row
    WHERE rows_open > 1
    GROUP BY agency_id, report_year, source_uri, form
),
-- Sums that fail, and the one cell whose other value would mend all of them that it takes part in.
failing AS (
    SELECT DISTINCT report_id FROM identity_check WHERE status = 'fail' AND accepted_by IS NULL
),
part AS (
    SELECT
        report.agency_id, report.report_year, report.report_id, report.source_uri, term.form, term.row_code,
        term.column_code, told.status, told.accepted_by,
        if(term.side = 'lhs', told.rhs - told.lhs, told.lhs - told.rhs) * term.weight AS lacks
    FROM failing
    JOIN report USING (report_id)
    JOIN identity_check AS told ON told.report_id = report.report_id
    JOIN identity_term AS term ON
        term.edition = report.edition AND term.check_code = told.check_code AND term.scope = told.scope
    WHERE term.reach = 0
),
suspect AS (
    SELECT
        agency_id, report_year, report_id, source_uri, form, row_code, column_code, min(lacks) AS lacks, count(*) AS sums
    FROM part
    GROUP BY ALL
    HAVING
        count(*) > 1 AND count(*) = count(*) FILTER (status = 'fail') AND min(lacks) = max(lacks)
        AND count(accepted_by) = 0
    -- (So many are few beside all cells: without a bound DuckDB expects more of them, and hashes the cells.)
    ORDER BY sums DESC, source_uri, row_code, column_code
    LIMIT 100000
),
misread AS (
    SELECT
        'one_number_mends', suspect.agency_id, suspect.report_year, suspect.source_uri, suspect.row_code,
        suspect.column_code, fact.raw_text || ' for ' || (fact.value + suspect.lacks)::DECIMAL(23, 0), 1, suspect.sums,
        0, suspect.form
    FROM suspect
    JOIN every_cell() AS fact USING (report_id, form, row_code, column_code)
    WHERE fact.state = 'reported' AND fact.value + suspect.lacks >= 0
),
-- Two keys of one place and one function family: their years follow each other, or stand side by side.
alike AS (
    SELECT
        asked.question, asked.agency_id, NULL, NULL, NULL, NULL,
        asked.other_agency_id || ' ' || asked.candidates || ': ' || asked.evidence, 0, 0, count(*), NULL
    FROM agency_undecided AS asked
    JOIN report ON report.agency_id = asked.other_agency_id AND report.is_current
    WHERE asked.question = 'same_function'
    GROUP BY ALL
),
-- Documents of a kind that no rule knows: nothing on them says that they are a report, nor that they are anything else.
unfamiliar AS (
    SELECT
        'kind_unknown', NULL, NULL, min(refused.source_uri), NULL, NULL,
        nullif(any_value(regexp_extract(refused.detail, 'title: (.*)$', 1)), 'none found'), 0, 0, 0, NULL
    FROM (
        SELECT *, coalesce(try_cast(regexp_extract(source_uri, '#part=(\d+)$', 1) AS SMALLINT), 1) AS part
        FROM rejected_document
        WHERE reason = 'not_a_report' AND starts_with(detail, 'nothing says that it is a report')
    ) AS refused
    ANTI JOIN decision ON
        decision.kind = 'document' AND decision.value IN ('report', 'no_report') AND decision.given = 'stands'
        AND decision.sha256 = refused.sha256 AND decision.part = refused.part
    GROUP BY refused.sha256, refused.part
),
asked AS (
    FROM held UNION ALL FROM open_agency UNION ALL FROM alike UNION ALL FROM versions UNION ALL FROM several UNION ALL FROM misread
    UNION ALL FROM unfamiliar
)
SELECT * FROM asked ORDER BY coalesce(cells, 0) + sums DESC, reports DESC, question, source_uri, form, row_code, column_code
LIMIT $limit
