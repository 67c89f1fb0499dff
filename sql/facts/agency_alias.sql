-- One name an agency printed, with the report years it was printed in.
-- grain: agency_id, name_printed
-- depends: dim_agency
CREATE TABLE agency_alias (
    agency_id VARCHAR NOT NULL,
    name_printed VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    stem VARCHAR,
    is_full BOOLEAN,
    first_year SMALLINT NOT NULL,
    last_year SMALLINT NOT NULL,
    resolved_by VARCHAR,
    PRIMARY KEY (agency_id, name_printed),
    CHECK (first_year <= last_year)
);
COMMENT ON COLUMN agency_alias.agency_id IS 'The agency: dim_agency.agency_id.';
COMMENT ON COLUMN agency_alias.name_printed IS 'The name as a report prints it; where it prints none, as its path or the manifest does.';
COMMENT ON COLUMN agency_alias.name IS 'The same without white space, with a shortened or missing place written out.';
COMMENT ON COLUMN agency_alias.stem IS 'What follows the place, as printed: the bureau without its region.';
COMMENT ON COLUMN agency_alias.is_full IS 'Neither the place nor the body is abbreviated; NULL where unknown.';
COMMENT ON COLUMN agency_alias.first_year IS 'First report year loaded that prints it.';
COMMENT ON COLUMN agency_alias.last_year IS 'Last report year loaded that prints it.';
COMMENT ON COLUMN agency_alias.resolved_by IS 'The rule that found the region (place_chain, host), after the source where the document names nobody (manifest:place_chain).';
