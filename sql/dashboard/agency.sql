-- One agency with its other printed names. Parameter: agency.
-- grain: agency_id
-- depends: dim_agency, agency_alias
SELECT
    agency_id, any_value(dim_agency.name) AS name, any_value(region_code) AS region_code, any_value(province) AS province, any_value(prefecture) AS prefecture,
    any_value(county) AS county, any_value(level) AS level, any_value(kind) AS kind,
    any_value(function_code) AS function_code,
    list(DISTINCT name_printed ORDER BY name_printed) FILTER (name_printed <> dim_agency.name) AS other_names
FROM dim_agency
LEFT JOIN agency_alias USING (agency_id)
WHERE agency_id = $agency
GROUP BY agency_id
