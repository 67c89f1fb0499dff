-- Every version of each agency's and year's report, the current one first, and what decided between them.
-- grain: report_id
-- depends: report, dim_agency, ranked_version
CREATE VIEW report_history AS
SELECT
    report.agency_id, dim_agency.name AS agency_name, dim_agency.province, dim_agency.prefecture,
    dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
    report.report_year, ranking.place, ranking.versions,
    report.report_id, report.is_current, ranking.decided_by, report.published_date, report.signed_date,
    report.is_revision, report.ingested_at, report.cells_known, report.title, report.source_uri, report.parser_version
FROM report
JOIN ranked_version(NULL, NULL) AS ranking USING (report_id, agency_id, report_year)
LEFT JOIN dim_agency ON dim_agency.agency_id = report.agency_id;
COMMENT ON COLUMN report_history.place IS '1 for the current version, 2 for the one that would be current without it, and so on.';
COMMENT ON COLUMN report_history.versions IS 'How many versions of this agency and year there are.';
COMMENT ON COLUMN report_history.report_id IS 'The document version: report.report_id.';
COMMENT ON COLUMN report_history.is_current IS 'This version stands in `cell`; exactly one of an agency and year does, none where all are withdrawn.';
COMMENT ON COLUMN report_history.decided_by IS 'What puts the current version before the next one, and every other one behind the current: standing (people decided it), published_date, signed_date, is_revision, forms_printed (a copy that is cut or shows its tables as pictures is no revision), ingested_at, read_from (of one run: the one whose format tells where its cells stand), cells_known (of one run: the better read one), sha256, most_duels (three versions beat each other in a circle), or only_version.';
COMMENT ON COLUMN report_history.ingested_at IS 'Start of the run that first loaded it.';
