-- The agencies whose names share the most characters with $agency, at least half of them; short names first.
-- grain: agency_id
-- depends: dim_agency
WITH likeness AS (
    SELECT agency_id, name,
        len(list_intersect(string_split($agency, ''), string_split(name, ''))) / len(string_split($agency, '')) AS shared
    FROM dim_agency
)
SELECT agency_id, name FROM likeness
WHERE shared >= 0.5
ORDER BY shared DESC, len(name), agency_id
LIMIT 3
