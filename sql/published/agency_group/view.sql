-- The groups in which an agency is compared with others.
-- grain: agency_id
-- depends: dim_agency
CREATE VIEW agency_group AS
SELECT
    agency_id, level, kind, level || '/' || coalesce(function_code, kind) AS peer_group,
    level || '/' || left(region_code, 4) AS region,
    name AS agency_name, province, prefecture, county, function_code
FROM dim_agency;
COMMENT ON COLUMN agency_group.peer_group IS 'Level and function family: `county/culture_tourism`; the kind where there is no function. NULL where the level is unknown.';
COMMENT ON COLUMN agency_group.region IS 'Level and prefecture: `county/5106`. NULL where either is unknown.';
