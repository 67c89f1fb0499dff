-- What was read, under the agencies that people decided: two keys as one, one key as two.
-- grain: report_id
-- depends: regrouping, named_agency, staged_report, staged_agency
-- A name that is apart from others of its key goes before the key.
CREATE TEMP TABLE regrouped AS
SELECT
    report.report_id, report.folder, report.chunk, report.agency_id AS agency_id_read, agency.name_printed,
    coalesce(by_name.agency_id, by_key.agency_id) AS agency_id,
    coalesce(by_name.decision_id, by_key.decision_id) AS decision_id
FROM staged_report AS report
LEFT JOIN staged_agency AS agency ON
    agency.folder = report.folder AND agency.chunk = report.chunk AND agency.agency_id = report.agency_id
    AND agency.name_printed = report.agency_name_printed
LEFT JOIN regrouping AS by_name ON by_name.agency_id_read = report.agency_id AND by_name.name = agency.name
LEFT JOIN regrouping AS by_key ON by_key.agency_id_read = report.agency_id AND by_key.name IS NULL
WHERE by_name.agency_id IS NOT NULL OR by_key.agency_id IS NOT NULL;

INSERT INTO staged_agency BY NAME
SELECT DISTINCT
    agency.* REPLACE (
        known.agency_id AS agency_id, known.region_code AS region_code, known.province AS province,
        known.prefecture AS prefecture, known.county AS county, known.zone AS zone,
        known.former_region_code AS former_region_code, known.successor_region_code AS successor_region_code,
        known.level AS level, known.kind AS kind, known.function_code AS function_code, known.candidates AS candidates
    )
FROM staged_agency AS agency
JOIN (
    SELECT DISTINCT regrouping.*, named_agency.* EXCLUDE (agency_id) FROM regrouping JOIN named_agency USING (agency_id)
) AS known ON known.agency_id_read = agency.agency_id AND (known.name IS NULL OR known.name = agency.name);

UPDATE staged_report SET agency_id = regrouped.agency_id
FROM regrouped
WHERE
    regrouped.report_id = staged_report.report_id AND regrouped.folder = staged_report.folder
    AND regrouped.chunk = staged_report.chunk;
