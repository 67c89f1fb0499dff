-- One agency as the kept tables (`kept.sql`) know it: where `agency_group` differs, its reports are worked out anew.
-- grain: agency_id
-- depends: dim_agency
-- export: when named
CREATE TABLE refreshed_agency (
    agency_id VARCHAR NOT NULL,
    level VARCHAR,
    kind VARCHAR,
    peer_group VARCHAR,
    region VARCHAR
);
COMMENT ON COLUMN refreshed_agency.level IS 'Its level of government then.';
COMMENT ON COLUMN refreshed_agency.kind IS 'What it was then: dim_agency.kind.';
COMMENT ON COLUMN refreshed_agency.peer_group IS 'Its group of level and function family then.';
COMMENT ON COLUMN refreshed_agency.region IS 'Its group of level and prefecture then.';
