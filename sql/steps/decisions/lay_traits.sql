-- What agencies are, as people decided it or as their names say it: the columns that `laid_trait` has of an agency.
-- grain: agency_id
-- depends: laid_trait, dim_agency
UPDATE dim_agency SET
    region_code = if(map_contains(it.now, 'region_code'), it.now['region_code'], region_code),
    province = if(map_contains(it.now, 'province'), it.now['province'], province),
    prefecture = if(map_contains(it.now, 'prefecture'), it.now['prefecture'], prefecture),
    county = if(map_contains(it.now, 'county'), it.now['county'], county),
    former_region_code = if(map_contains(it.now, 'former_region_code'), it.now['former_region_code'], former_region_code),
    successor_region_code = if(
        map_contains(it.now, 'successor_region_code'), it.now['successor_region_code'], successor_region_code
    ),
    candidates = if(map_contains(it.now, 'candidates'), it.now['candidates'], candidates),
    level = if(map_contains(it.now, 'level'), it.now['level'], level),
    function_code = if(map_contains(it.now, 'function_code'), it.now['function_code'], function_code)
FROM (
    SELECT agency_id, map(list(column_name), list(value)) AS now FROM laid_trait GROUP BY agency_id
) AS it
WHERE it.agency_id = dim_agency.agency_id;
