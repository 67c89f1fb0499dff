-- A form of a current report of which less than half could be read.
-- severity: warn
-- depends: completeness
-- scope: new reports
SELECT agency_id, report_year, form, cells, missing
FROM completeness
WHERE missing * 2 > cells
