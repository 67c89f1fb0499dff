-- Two documents of different content for one agency and year from the same run; `report_history` tells which is current.
-- severity: warn
-- depends: report
-- scope: new reports
SELECT agency_id, report_year, count(*) AS versions, string_agg(source_uri, ', ' ORDER BY source_uri) AS source_uris
FROM report
GROUP BY agency_id, report_year, ingested_at
-- Where a person decided which counts, nobody asks any more.
HAVING count(*) > 1 AND count(standing) = 0
