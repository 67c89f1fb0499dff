-- One name an agency printed, with the report years it was printed in.
-- grain: agency_id, name_printed
-- depends: dim_agency
CREATE TABLE agency_alias (
    agency_id VARCHAR NOT NULL,
    name_printed VARCHAR NOT NULL,
    first_year SMALLINT NOT NULL,
    last_year SMALLINT NOT NULL,
    resolved_by VARCHAR,
    PRIMARY KEY (agency_id, name_printed),
    CHECK (first_year <= last_year)
);
COMMENT ON COLUMN agency_alias.agency_id IS 'The agency: dim_agency.agency_id.';
COMMENT ON COLUMN agency_alias.name_printed IS 'The name as a report prints it.';
COMMENT ON COLUMN agency_alias.first_year IS 'First report year loaded that prints it.';
COMMENT ON COLUMN agency_alias.last_year IS 'Last report year loaded that prints it.';
COMMENT ON COLUMN agency_alias.resolved_by IS 'The rule that found the region of this name; NULL where none did.';
