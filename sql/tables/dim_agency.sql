-- One agency that publishes reports, under its latest full official name.
-- grain: agency_id
-- depends: none
CREATE TABLE dim_agency (
    agency_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    region_code VARCHAR CHECK (length(region_code) = 6),
    province VARCHAR,
    prefecture VARCHAR,
    county VARCHAR,
    level VARCHAR CHECK (level IN ('national', 'province', 'prefecture', 'county', 'township')),
    kind VARCHAR CHECK (kind IN ('government', 'government_office', 'department', 'other')),
    function_code VARCHAR,
    name_year SMALLINT NOT NULL
);
COMMENT ON COLUMN dim_agency.agency_id IS 'Stable readable key, the same in every year and for every printed name.';
COMMENT ON COLUMN dim_agency.name IS 'Latest full official name as printed, with its region; other names: agency_alias.';
COMMENT ON COLUMN dim_agency.region_code IS 'Six digits of GB/T 2260; of the county for a township; NULL where undecided.';
COMMENT ON COLUMN dim_agency.province IS 'Province of the region, in Chinese; NULL where undecided or national.';
COMMENT ON COLUMN dim_agency.prefecture IS 'Prefecture of the region, in Chinese; NULL where it has none or is undecided.';
COMMENT ON COLUMN dim_agency.county IS 'County of the region, in Chinese; NULL where it has none or is undecided.';
COMMENT ON COLUMN dim_agency.level IS 'national, province, prefecture, county or township; NULL where undecided.';
COMMENT ON COLUMN dim_agency.kind IS 'government, government_office, department or other; NULL where undecided.';
COMMENT ON COLUMN dim_agency.function_code IS 'What the agency does, such as culture_tourism; NULL where undecided.';
COMMENT ON COLUMN dim_agency.name_year IS 'Report year that the name was taken from: the latest one loaded.';
