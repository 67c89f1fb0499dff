-- Kept rows of the view `report_coverage`, without its agency's columns.
-- grain: agency_id, report_year
-- depends: touched, kept_completeness, metric_threshold
-- refresh: report
-- earlier: read by later years
-- How much of every touched report was read, and why that is not enough to judge it: the one place that says so.
CREATE TABLE kept_report_coverage (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    cells INTEGER NOT NULL,
    cells_known INTEGER NOT NULL,
    read INTEGER NOT NULL,
    read_share DOUBLE NOT NULL,
    not_judged_because VARCHAR
);
INSERT INTO kept_report_coverage
WITH form AS (
    SELECT report_id, sum(cells)::INTEGER AS cells, sum(cells - missing)::INTEGER AS cells_known, sum(read)::INTEGER AS read
    FROM kept_completeness
    WHERE report_id IN (SELECT report_id FROM touched)
    GROUP BY report_id
),
counted AS (
    SELECT
        touched.doc, touched.agency_id, touched.report_year, touched.report_id,
        coalesce(form.cells, 0) AS cells, coalesce(form.cells_known, 0) AS cells_known, coalesce(form.read, 0) AS read,
        CASE WHEN form.cells > 0 THEN form.read / form.cells ELSE 0 END AS read_share
    FROM touched
    LEFT JOIN form ON form.report_id = touched.report_id
)
SELECT
    counted.agency_id, counted.report_year, counted.report_id, counted.cells, counted.cells_known, counted.read,
    counted.read_share,
    CASE WHEN counted.read = 0 THEN 'nothing_read' WHEN counted.read_share < metric_threshold.value THEN 'too_little_read' END
FROM counted
JOIN metric_threshold ON metric_threshold.name = 'min_coverage'
ORDER BY counted.doc;
