-- What the kept tables must be worked out anew for, since the reports differ from what they were filled from.
-- grain: none
-- depends: report, refreshed_report, agency_group, refreshed_agency
CREATE OR REPLACE TEMP TABLE changed AS
WITH pair AS (
    SELECT [
        {'agency_id': now.agency_id, 'report_year': now.report_year},
        {'agency_id': refreshed.agency_id, 'report_year': refreshed.report_year}
    ] AS sides
    FROM report AS now
    FULL JOIN refreshed_report AS refreshed ON refreshed.report_id = now.report_id
    WHERE
        (now.agency_id, now.report_year, now.is_current, now.parser_version, now.ingested_at)
        IS DISTINCT FROM
        (
            refreshed.agency_id, refreshed.report_year, refreshed.is_current, refreshed.parser_version,
            refreshed.ingested_at
        )
),
differing AS (
    SELECT side.agency_id, side.report_year FROM (SELECT unnest(sides) AS side FROM pair) WHERE side.agency_id IS NOT NULL
    UNION ALL
    -- An agency that is known otherwise than before: all its years.
    SELECT agency_id, report_year FROM report SEMI JOIN (
        SELECT agency_id, level, kind, peer_group, region FROM agency_group EXCEPT FROM refreshed_agency
    ) USING (agency_id)
)
SELECT agency_id, min(report_year) AS first_year FROM differing GROUP BY agency_id;
-- A report bears on the later ones of its agency: sums across years, jumps. A slice at a time, to bound the memory; all
-- reports of an agency are in one, so that no slice waits for another.
CREATE OR REPLACE TEMP TABLE stale AS
WITH numbered AS (
    SELECT agency_id, sum(count(*)) OVER (ORDER BY agency_id) - count(*) AS before
    FROM report JOIN changed USING (agency_id)
    WHERE is_current AND report_year >= first_year
    GROUP BY agency_id
),
sliced AS (
    SELECT agency_id, dense_rank() OVER (ORDER BY before // getvariable('kept_slice_size')) - 1 AS slice FROM numbered
)
SELECT report_id, agency_id, report_year, edition, slice
FROM report JOIN changed USING (agency_id) JOIN sliced USING (agency_id)
WHERE is_current AND report_year >= first_year;
CREATE OR REPLACE TEMP TABLE gone AS
SELECT report_id FROM refreshed_report JOIN changed USING (agency_id) WHERE is_current AND report_year >= first_year;
CREATE OR REPLACE TEMP TABLE touched_year AS
SELECT DISTINCT report_year FROM stale
UNION SELECT DISTINCT refreshed_report.report_year FROM refreshed_report JOIN changed USING (agency_id)
WHERE refreshed_report.report_year >= first_year;
