-- How much of each form of a current report could be read, and how many of its sections are there.
-- grain: agency_id, report_year, form
-- depends: cell, report_section, form_section
CREATE VIEW completeness AS
WITH expected AS (
    SELECT edition, count(*) AS sections FROM form_section GROUP BY edition
),
found AS (
    SELECT report_id, count(DISTINCT section) AS sections FROM report_section GROUP BY report_id
),
read AS (
    SELECT
        agency_id, agency_name, report_year, report_id, edition, form,
        count(*) AS cells,
        count(*) FILTER (state = 'reported') AS reported,
        count(*) FILTER (state = 'repaired') AS repaired,
        count(*) FILTER (state = 'inferred') AS inferred,
        count(*) FILTER (state = 'missing') AS missing
    FROM cell
    GROUP BY ALL
)
SELECT
    read.agency_id, read.agency_name, read.report_year, read.report_id, read.form,
    coalesce(found.sections, 0) AS sections_found, expected.sections AS sections_expected,
    read.cells, read.reported, read.repaired, read.inferred, read.missing
FROM read
LEFT JOIN expected ON expected.edition = read.edition
LEFT JOIN found ON found.report_id = read.report_id;
COMMENT ON COLUMN completeness.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN completeness.agency_name IS 'Its canonical name: dim_agency.name.';
COMMENT ON COLUMN completeness.report_year IS 'The year reported on.';
COMMENT ON COLUMN completeness.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN completeness.form IS 'disclosure, application or dispute.';
COMMENT ON COLUMN completeness.sections_found IS 'Sections that the whole report prints; the same on its three rows.';
COMMENT ON COLUMN completeness.sections_expected IS 'Sections that its edition prescribes: six.';
COMMENT ON COLUMN completeness.cells IS 'Cells of this form: reported + repaired + inferred + missing.';
COMMENT ON COLUMN completeness.reported IS 'Cells printed and read as they stand.';
COMMENT ON COLUMN completeness.repaired IS 'Cells garbled in print with one possible reading.';
COMMENT ON COLUMN completeness.inferred IS 'Cells not printed that the identities force.';
COMMENT ON COLUMN completeness.missing IS 'Cells whose value is unknown.';
