-- One column of dim_agency that a person decided, with what the names say beside it.
-- grain: agency_id, column_name
-- depends: dim_agency, decision
CREATE TABLE decided_agency (
    agency_id VARCHAR NOT NULL,
    column_name VARCHAR NOT NULL,
    value VARCHAR,
    value_read VARCHAR,
    decision_id VARCHAR NOT NULL
);
COMMENT ON COLUMN decided_agency.column_name IS 'The column: level, function_code, region_code or a name that follows from the region.';
COMMENT ON COLUMN decided_agency.value IS 'What stands there now.';
COMMENT ON COLUMN decided_agency.value_read IS 'What the names of the agency say.';
COMMENT ON COLUMN decided_agency.decision_id IS 'Who decided, when and why: decision.decision_id.';
