-- One agency as the kept tables (`sql/marts`) know it: where `agency_group` differs, its reports are worked out anew.
-- grain: agency_id
-- depends: dim_agency
CREATE TABLE mart_agency (
    agency_id VARCHAR NOT NULL,
    level VARCHAR,
    kind VARCHAR,
    peer_group VARCHAR,
    region VARCHAR
);
COMMENT ON COLUMN mart_agency.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN mart_agency.level IS 'Its level of government then.';
COMMENT ON COLUMN mart_agency.kind IS 'What it was then: dim_agency.kind.';
COMMENT ON COLUMN mart_agency.peer_group IS 'Its group of level and function family then.';
COMMENT ON COLUMN mart_agency.region IS 'Its group of level and prefecture then.';
