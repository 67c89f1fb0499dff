-- The years for which an agency has no report here: it reported before, or stands on the roster for them.
-- grain: agency_id, report_year
-- depends: report, dim_agency, listed_agency, ingest_run
-- Of an agency that no roster names, the later years of which others have a report; of one on the roster each of its
-- years up to the one before the newest run, also where it never reported. A report whose agency's place is open has a key of
-- its own: the agency's other reports cannot stand under it, so that none is asked of it.
CREATE MACRO lacking_report() AS TABLE
WITH known AS (
    SELECT agency_id, min(report_year) AS first_year, list(report_year) AS there FROM report WHERE is_current GROUP BY agency_id
),
reported AS (
    SELECT DISTINCT report_year FROM report WHERE is_current
),
seen AS (
    SELECT (max(finished_at) AT TIME ZONE 'Asia/Shanghai')::DATE AS seen_on FROM ingest_run
),
-- Where a roster leaves the first year open, the first one here.
listed AS (
    SELECT DISTINCT agency_id, unnest(range(
        coalesce(first_year, (SELECT min(report_year) FROM reported), last_year, year(seen_on) - 1),
        least(coalesce(last_year, year(seen_on) - 1), year(seen_on) - 1) + 1
    )) AS report_year
    FROM listed_agency() CROSS JOIN seen
),
asked AS (
    SELECT known.agency_id, reported.report_year, false AS is_listed
    FROM known
    JOIN reported ON reported.report_year > known.first_year
    WHERE
        known.agency_id NOT IN (SELECT agency_id FROM listed_agency())
        AND NOT (
            len(known.there) = 1
            AND known.agency_id IN (
                SELECT agency_id FROM dim_agency WHERE region_code IS NULL AND starts_with(agency_id, 'unresolved-')
            )
        )
    UNION ALL
    SELECT agency_id, report_year, true FROM listed
)
SELECT
    asked.agency_id, asked.report_year::SMALLINT AS report_year, asked.is_listed,
    list_max(list_filter(known.there, lambda year: year < asked.report_year)) AS last_report_year,
    list_min(list_filter(known.there, lambda year: year > asked.report_year)) AS next_report_year
FROM asked
LEFT JOIN known ON known.agency_id = asked.agency_id
WHERE known.there IS NULL OR NOT list_contains(known.there, asked.report_year);
