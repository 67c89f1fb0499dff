-- Was the report of an agency and year published by the date the law sets?
-- grain: agency_id, report_year
-- depends: report, due_agency
-- Regulations on Open Government Information (2019), Art. 49 and 50: departments of governments at county level and
-- above by 31 January, these governments by 31 March of the year after. A government's office reports as a department
-- does. The Regulations set no date for townships, and kind `other` is no organ they name: deadline NULL, status unknown.
-- The first version counts, so that a correction in June does not make a report of January late: late is who is proved so
-- by every version. One without a date may have been the first; then a later date of another says nothing. What people
-- withdrew is no version. Without a published_date the signature decides only what it can: signed after the deadline is
-- late, signed before says nothing.
-- A date before December of the report year is a misprint (last year's number in January) and is not used, nor is one
-- after the night that read the report.
CREATE VIEW timeliness AS
WITH due AS (
    SELECT
        report.agency_id, report.report_year, report.report_id, report.is_current, report.signed_date, report.published_date,
        dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
        dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
        make_date(report.report_year + 1, dim_agency.due_month, 31) AS deadline,
        -- The night's day may have begun where the page was written.
        (report.ingested_at AT TIME ZONE 'UTC')::DATE + 1 AS seen,
        CASE
            WHEN report.published_date BETWEEN make_date(report.report_year, 12, 1) AND seen THEN report.published_date
        END AS published,
        -- A signature before December is before the deadline too.
        coalesce(published, CASE WHEN report.signed_date > deadline AND report.signed_date <= seen THEN report.signed_date END)
            AS proved
    FROM report
    LEFT JOIN due_agency() AS dim_agency ON dim_agency.agency_id = report.agency_id
    WHERE report.standing IS DISTINCT FROM 'withdrawn'
),
first AS (
    SELECT
        agency_id, any_value(agency_name) AS agency_name, any_value(region_code) AS region_code,
        any_value(province) AS province, any_value(prefecture) AS prefecture, any_value(county) AS county,
        any_value(level) AS level, any_value(kind) AS kind, any_value(function_code) AS function_code, report_year,
        any_value(report_id) FILTER (is_current) AS report_id,
        any_value(signed_date) FILTER (is_current) AS signed_date,
        any_value(published_date) FILTER (is_current) AS published_date,
        min(published) AS first_published, any_value(deadline) AS deadline,
        CASE WHEN count(proved) = count(*) THEN min(proved) END AS all_since
    FROM due
    GROUP BY agency_id, report_year
)
SELECT
    agency_id, agency_name, region_code, province, prefecture, county, level, kind, function_code, report_year, report_id,
    signed_date, published_date, first_published, deadline,
    CASE WHEN first_published <= deadline THEN 0 WHEN all_since > deadline THEN all_since - deadline END AS days_late,
    CASE
        WHEN first_published <= deadline THEN deadline - first_published
        WHEN all_since > deadline AND all_since = first_published THEN 0
    END AS days_early,
    CASE WHEN first_published <= deadline THEN 'on_time' WHEN all_since > deadline THEN 'late' ELSE 'unknown' END AS status
FROM first;
COMMENT ON COLUMN timeliness.signed_date IS 'Signature of the current version; NULL where none is printed.';
COMMENT ON COLUMN timeliness.published_date IS 'Publication of the current version; NULL where none is printed.';
COMMENT ON COLUMN timeliness.first_published IS 'Earliest plausible publication among all versions but the withdrawn; NULL where none is printed.';
COMMENT ON COLUMN timeliness.deadline IS '31 January for departments and offices, 31 March for governments, of the year after; NULL where the law sets none.';
COMMENT ON COLUMN timeliness.days_late IS 'Days after the deadline, 0 when on time; at least so many when only the signature is known; NULL when unknown.';
COMMENT ON COLUMN timeliness.days_early IS 'Days before the deadline, 0 on the day or late; NULL without a publication date: a signature proves no publication.';
COMMENT ON COLUMN timeliness.status IS 'on_time, late or unknown.';
