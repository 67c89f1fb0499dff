-- The stale reports of one slice, numbered.
-- grain: none
-- depends: stale
CREATE OR REPLACE TEMP TABLE touched AS
SELECT (row_number() OVER (ORDER BY agency_id, report_year))::INTEGER AS doc,
    report_id, agency_id, report_year, edition
FROM stale WHERE slice = getvariable('kept_slice');
