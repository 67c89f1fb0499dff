-- The agencies that $agency is a key or a name of, or a part of one; the names that are it in full are exact.
-- grain: agency_id
-- depends: dim_agency, agency_alias, decided_key
-- A name that was printed by an agency means the name itself: decisions tell names apart.
WITH known AS (
    SELECT agency_id, name, name AS called FROM dim_agency
    UNION SELECT agency_id, name, agency_id FROM dim_agency
    UNION SELECT agency_id, name, name FROM agency_alias
    UNION SELECT agency_id, name, name_printed FROM agency_alias
)
SELECT
    agency_id, coalesce(min(known.name) FILTER (called = $agency AND called <> agency_id), any_value(dim.name)) AS name,
    bool_or(called = $agency) AS is_exact, agency_id IN (SELECT decided_key.agency_id FROM decided_key) AS is_key
FROM known
JOIN (SELECT agency_id, name FROM dim_agency) AS dim USING (agency_id)
WHERE contains(called, $agency)
GROUP BY agency_id
ORDER BY agency_id
LIMIT 6
