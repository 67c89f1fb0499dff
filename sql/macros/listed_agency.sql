-- The roster, each line with the key under which its agency reports: its own, else that of the one agency of that name.
-- grain: agency, first_year, last_year
-- depends: roster_agency, dim_agency, agency_alias, decided_key
CREATE MACRO listed_agency() AS TABLE
WITH named AS (
    SELECT name, min(agency_id) AS agency_id
    FROM (
        SELECT agency_id, name_printed AS name FROM agency_alias
        UNION SELECT agency_id, name FROM agency_alias
        UNION SELECT agency_id, name FROM dim_agency
    )
    GROUP BY name
    HAVING count(*) = 1
),
-- Under which key people decided it to stand.
decided AS (
    SELECT agency_id_read, name, min(agency_id) AS agency_id FROM decided_key
    WHERE agency_id <> agency_id_read
    GROUP BY agency_id_read, name
)
SELECT
    roster_agency.* REPLACE (
        CASE
            WHEN by_name.agency_id IS NOT NULL THEN by_name.agency_id
            WHEN by_key.agency_id IS NOT NULL THEN by_key.agency_id
            WHEN own.agency_id IS NULL THEN coalesce(printed.agency_id, full_name.agency_id, roster_agency.agency_id)
            ELSE roster_agency.agency_id
        END AS agency_id
    )
FROM roster_agency
LEFT JOIN dim_agency AS own ON own.agency_id = roster_agency.agency_id
LEFT JOIN named AS printed ON printed.name = roster_agency.agency
LEFT JOIN named AS full_name ON full_name.name = roster_agency.name
LEFT JOIN decided AS by_name ON by_name.agency_id_read = roster_agency.agency_id AND by_name.name = roster_agency.name
LEFT JOIN decided AS by_key ON by_key.agency_id_read = roster_agency.agency_id AND by_key.name IS NULL;
