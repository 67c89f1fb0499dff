-- One agency and span of years of the roster that was given last: who must report, also who never did.
-- grain: agency, first_year, last_year
-- depends: none
-- export: when named
CREATE TABLE roster_agency (
    agency VARCHAR NOT NULL,
    first_year SMALLINT,
    last_year SMALLINT,
    agency_id VARCHAR NOT NULL,
    name VARCHAR,
    region_code VARCHAR,
    province VARCHAR,
    prefecture VARCHAR,
    county VARCHAR,
    level VARCHAR,
    kind VARCHAR,
    function_code VARCHAR
);
COMMENT ON COLUMN roster_agency.agency IS 'The name, or agency_id, as the roster writes it.';
COMMENT ON COLUMN roster_agency.first_year IS 'The first year to report on; NULL where the roster leaves it open.';
COMMENT ON COLUMN roster_agency.last_year IS 'The last year to report on; NULL: still.';
COMMENT ON COLUMN roster_agency.agency_id IS 'Its key, as a report of that name would have it.';
COMMENT ON COLUMN roster_agency.name IS 'Its full name; NULL where the roster gives an agency_id.';
COMMENT ON COLUMN roster_agency.region_code IS 'Six digits of GB/T 2260, as dim_agency.region_code.';
COMMENT ON COLUMN roster_agency.province IS 'Province of the region.';
COMMENT ON COLUMN roster_agency.prefecture IS 'Prefecture of the region; NULL where it has none.';
COMMENT ON COLUMN roster_agency.county IS 'County of the region; NULL where it has none.';
COMMENT ON COLUMN roster_agency.level IS 'As dim_agency.level.';
COMMENT ON COLUMN roster_agency.kind IS 'As dim_agency.kind.';
COMMENT ON COLUMN roster_agency.function_code IS 'As dim_agency.function_code.';
