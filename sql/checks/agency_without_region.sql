-- An agency whose region could not be decided.
-- severity: warn
-- depends: dim_agency
SELECT agency_id, name
FROM dim_agency
WHERE region_code IS NULL AND level IS DISTINCT FROM 'national'
