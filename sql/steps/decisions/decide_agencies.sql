-- Region, level and function of agencies as people decided them; what the names say is kept beside.
-- grain: agency_id, column_name
-- depends: given_trait, dim_agency, decided_agency
INSERT INTO decided_agency BY NAME
SELECT
    trait.agency_id, trait.column_name, trait.value,
    CASE trait.column_name
        WHEN 'region_code' THEN agency.region_code
        WHEN 'province' THEN agency.province
        WHEN 'prefecture' THEN agency.prefecture
        WHEN 'county' THEN agency.county
        WHEN 'former_region_code' THEN agency.former_region_code
        WHEN 'successor_region_code' THEN agency.successor_region_code
        WHEN 'candidates' THEN agency.candidates
        WHEN 'level' THEN agency.level
        WHEN 'function_code' THEN agency.function_code
    END AS value_read,
    trait.decision_id
FROM given_trait AS trait
JOIN dim_agency AS agency USING (agency_id);

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
    SELECT agency_id, map(list(column_name), list(value)) AS now FROM decided_agency GROUP BY agency_id
) AS it
WHERE it.agency_id = dim_agency.agency_id;
