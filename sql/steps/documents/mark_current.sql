-- Of each touched agency and year, exactly the latest version is current, or as people decided.
-- grain: report_id
-- depends: report, incoming, reread, restood, ranked_version
CREATE OR REPLACE TEMP TABLE touched_key AS
SELECT agency_id, report_year FROM incoming
UNION
SELECT agency_id, report_year FROM reread
UNION
SELECT agency_id, report_year FROM restood;
-- Ranking looks at every version that it sees: here it sees those of touched agencies and years.
CREATE TEMP VIEW report AS FROM warehouse.main.report SEMI JOIN touched_key USING (agency_id, report_year);
CREATE OR REPLACE TEMP TABLE verdict AS SELECT report_id, is_current FROM ranked_version(NULL, NULL);
DROP VIEW temp.main.report;
UPDATE report SET is_current = verdict.is_current
FROM verdict
WHERE verdict.report_id = report.report_id AND verdict.is_current <> report.is_current;
