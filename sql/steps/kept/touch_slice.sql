-- The stale reports of one slice, numbered.
-- grain: none
-- depends: stale
CREATE OR REPLACE TEMP TABLE touched AS
SELECT (row_number() OVER (ORDER BY agency_id, report_year))::INTEGER AS doc,
    report_id, agency_id, report_year, edition
FROM stale WHERE slice = getvariable('kept_slice');
-- A view that gathers the versions of each agency need not gather those of all: the agencies of a slice follow each other.
SET VARIABLE first_agency = (SELECT min(agency_id) FROM touched);
SET VARIABLE last_agency = (SELECT max(agency_id) FROM touched);
