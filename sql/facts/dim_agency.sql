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
    zone VARCHAR,
    former_region_code VARCHAR,
    successor_region_code VARCHAR,
    level VARCHAR CHECK (level IN ('national', 'province', 'prefecture', 'county', 'township')),
    kind VARCHAR CHECK (kind IN ('government', 'government_office', 'department', 'other')),
    function_code VARCHAR,
    candidates VARCHAR,
    name_year SMALLINT NOT NULL
);
COMMENT ON COLUMN dim_agency.agency_id IS 'Stable readable key, the same in every year and for every printed name.';
COMMENT ON COLUMN dim_agency.name IS 'Latest full official name as printed, with its region; other names: agency_alias.';
COMMENT ON COLUMN dim_agency.region_code IS 'Six digits of GB/T 2260; of the county for a township, of the division that a zone lies in; NULL where undecided.';
COMMENT ON COLUMN dim_agency.province IS 'Province of the region, in Chinese; NULL where undecided or national.';
COMMENT ON COLUMN dim_agency.prefecture IS 'Prefecture of the region, in Chinese; NULL where it has none or is undecided.';
COMMENT ON COLUMN dim_agency.county IS 'County of the region, in Chinese; NULL where it has none or is undecided.';
COMMENT ON COLUMN dim_agency.zone IS 'Development zone, functional district or corps within the region, in Chinese; NULL for none.';
COMMENT ON COLUMN dim_agency.former_region_code IS 'The region''s codes before it was merely renamed since 2019, joined by ;; NULL for none.';
COMMENT ON COLUMN dim_agency.successor_region_code IS 'Codes of the divisions that took over a region that ended, joined by ;; NULL while it exists.';
COMMENT ON COLUMN dim_agency.level IS 'national, province, prefecture, county or township; NULL where undecided.';
COMMENT ON COLUMN dim_agency.kind IS 'government, government_office, department or other; NULL where undecided.';
COMMENT ON COLUMN dim_agency.function_code IS 'What the agency does, such as culture_tourism; NULL where undecided.';
COMMENT ON COLUMN dim_agency.candidates IS 'Regions that the name may mean, with their codes, joined by ;; NULL where the region is decided or none is known.';
COMMENT ON COLUMN dim_agency.name_year IS 'Report year that the name was taken from: the latest one loaded that prints it.';
