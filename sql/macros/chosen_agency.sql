-- The agencies of a region (its code, or how it begins), level and function family; NULL chooses all of them.
-- grain: agency_id
-- depends: dim_agency
-- `whose` keeps apart what must not be added up: a government's figures may hold its departments'. It is the level of a
-- government above townships (NULL where that is open), `own` for everybody else.
CREATE MACRO chosen_agency(in_region, of_level, of_function) AS TABLE
SELECT
    *, CASE WHEN kind = 'government' AND coalesce(level, '') <> 'township' THEN level ELSE 'own' END AS whose
FROM dim_agency
WHERE
    (in_region IS NULL OR starts_with(region_code, in_region))
    AND (of_level IS NULL OR level = of_level)
    AND (of_function IS NULL OR function_code = of_function);
