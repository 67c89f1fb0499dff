-- Agencies as their names say, before names that came in are looked at.
-- grain: agency_id
-- depends: decided_agency, dim_agency
CREATE OR REPLACE TEMP TABLE trait_before AS SELECT agency_id, column_name, value FROM decided_agency;

UPDATE dim_agency SET
    region_code = if(map_contains(it.was, 'region_code'), it.was['region_code'], region_code),
    province = if(map_contains(it.was, 'province'), it.was['province'], province),
    prefecture = if(map_contains(it.was, 'prefecture'), it.was['prefecture'], prefecture),
    county = if(map_contains(it.was, 'county'), it.was['county'], county),
    former_region_code = if(map_contains(it.was, 'former_region_code'), it.was['former_region_code'], former_region_code),
    successor_region_code = if(
        map_contains(it.was, 'successor_region_code'), it.was['successor_region_code'], successor_region_code
    ),
    candidates = if(map_contains(it.was, 'candidates'), it.was['candidates'], candidates),
    level = if(map_contains(it.was, 'level'), it.was['level'], level),
    function_code = if(map_contains(it.was, 'function_code'), it.was['function_code'], function_code)
FROM (
    SELECT agency_id, map(list(column_name), list(value_read)) AS was FROM decided_agency GROUP BY agency_id
) AS it
WHERE it.agency_id = dim_agency.agency_id;

DELETE FROM decided_agency;
