-- The reports that were current on a day, by what agencies had published: DATE '2022-03-01', or NULL for today.
-- grain: agency_id, report_year
-- depends: report, ranked_version
-- `loaded_by := instant` looks at what this warehouse had loaded by then, whatever the documents' own dates.
CREATE MACRO report_as_of(day, loaded_by := NULL::TIMESTAMPTZ) AS TABLE
SELECT report.* EXCLUDE (is_current), ranking.versions AS versions_known, ranking.decided_by
FROM report
JOIN ranked_version(day, loaded_by) AS ranking USING (report_id)
WHERE ranking.is_current;
