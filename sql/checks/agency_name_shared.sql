-- A full official name that two agencies bear: one of them is probably the other.
-- severity: warn
-- depends: dim_agency
SELECT name, count(*) AS agencies, min(agency_id) AS first_agency_id, max(agency_id) AS last_agency_id
FROM dim_agency
GROUP BY name
HAVING count(*) > 1
