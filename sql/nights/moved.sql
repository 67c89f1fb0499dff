-- Headline figures that differ between `before` and this version, each with the reports that moved it most.
-- grain: report_year, whose, measure
-- depends: report, every_measure, measure, dim_agency, decision
-- Parameters: measures (names of headline figures; `reports` counts the reports), most (reports a figure), whole (look at every
-- report: some may say another thing than before under the same id). A sum is of what is known; NULL where nothing is. What
-- a report does not know is NULL, never 0.
-- A government's figures may hold its departments', so they are added up apart: `whose` is `own`, or a government's level
-- (`open` where it is), as the agency is known now.
-- What was before is asked of its view, whatever version of gongkai made it.
-- Of millions of numbers only those of touched reports are compared, and only those of their years added up.
WITH redecided AS (
    SELECT count(*) > 0 AS is_so FROM (
        (FROM decision EXCEPT FROM before.main.decision) UNION ALL (FROM before.main.decision EXCEPT FROM decision)
    )
),
then_current AS (
    SELECT report_id, agency_id, report_year FROM before.main.report WHERE is_current
),
now_current AS (
    SELECT report_id, agency_id, report_year FROM report WHERE is_current
),
touched AS MATERIALIZED (
    SELECT agency_id, report_year FROM now_current
    ANTI JOIN then_current USING (report_id, agency_id, report_year)
    UNION
    SELECT agency_id, report_year FROM then_current
    ANTI JOIN now_current USING (report_id, agency_id, report_year)
    UNION
    SELECT agency_id, report_year FROM now_current WHERE $whole OR (SELECT is_so FROM redecided)
),
touched_year AS MATERIALIZED (
    SELECT DISTINCT report_year FROM touched
),
agency AS (
    SELECT
        agency_id, name,
        CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN coalesce(level, 'open') ELSE 'own' END AS whose
    FROM (FROM dim_agency UNION ALL BY NAME FROM (FROM before.main.dim_agency ANTI JOIN dim_agency USING (agency_id)))
),
then_told AS (
    SELECT agency_id, report_year, report_id, measure, value FROM before.main.measure
    SEMI JOIN touched_year USING (report_year)
    WHERE measure IN $measures
    UNION ALL
    SELECT agency_id, report_year, report_id, 'reports', 1 FROM then_current
    SEMI JOIN touched_year USING (report_year)
    WHERE 'reports' IN $measures
),
now_told AS (
    SELECT agency_id, report_year, report_id, measure, value FROM every_measure()
    SEMI JOIN touched_year USING (report_year)
    WHERE measure IN $measures
    UNION ALL
    SELECT agency_id, report_year, report_id, 'reports', 1 FROM now_current
    SEMI JOIN touched_year USING (report_year)
    WHERE 'reports' IN $measures
),
then_sum AS (
    SELECT report_year, whose, measure, sum(value) AS value, count(value) AS known, count(*) AS reports
    FROM then_told JOIN agency USING (agency_id) GROUP BY report_year, whose, measure
),
now_sum AS (
    SELECT report_year, whose, measure, sum(value) AS value, count(value) AS known, count(*) AS reports
    FROM now_told JOIN agency USING (agency_id) GROUP BY report_year, whose, measure
),
moved AS (
    SELECT
        agency_id, report_year, measure, was.report_id AS old_report_id, is_now.report_id,
        was.value AS old_value, is_now.value,
        abs(coalesce(is_now.value - was.value, is_now.value, was.value, 0)) AS weight
    FROM (FROM now_told SEMI JOIN touched USING (agency_id, report_year)) AS is_now
    FULL JOIN (FROM then_told SEMI JOIN touched USING (agency_id, report_year)) AS was
        USING (agency_id, report_year, measure)
    WHERE is_now.value IS DISTINCT FROM was.value OR (is_now.report_id IS NULL) <> (was.report_id IS NULL)
),
ranked AS (
    SELECT
        moved.*, agency.name, agency.whose,
        row_number() OVER (PARTITION BY report_year, whose, measure ORDER BY weight DESC, agency_id) AS place
    FROM moved JOIN agency USING (agency_id)
),
mover AS (
    SELECT
        ranked.report_year, ranked.whose, ranked.measure, count(*) AS moved_by,
        list({
            'agency_id': ranked.agency_id, 'agency': ranked.name, 'report_id': ranked.report_id,
            'old_report_id': ranked.old_report_id, 'old_value': ranked.old_value, 'value': ranked.value
        } ORDER BY ranked.place) FILTER (ranked.place <= $most) AS movers
    FROM ranked
    GROUP BY ranked.report_year, ranked.whose, ranked.measure
)
SELECT
    mover.report_year, mover.whose, mover.measure, then_sum.value AS old_value, then_sum.known AS old_known,
    then_sum.reports AS old_reports, now_sum.value, now_sum.known, now_sum.reports, mover.moved_by, mover.movers
FROM mover
LEFT JOIN then_sum USING (report_year, whose, measure)
LEFT JOIN now_sum USING (report_year, whose, measure)
ORDER BY mover.report_year DESC, mover.whose <> 'own', mover.whose, list_position($measures, mover.measure)
