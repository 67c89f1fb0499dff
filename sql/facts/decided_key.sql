-- One agency that a decision names, of one or of two: under which key its reports were read, and under which they stand.
-- grain: decision_id, side
-- depends: decision
CREATE TABLE decided_key (
    decision_id VARCHAR NOT NULL,
    side VARCHAR NOT NULL CHECK (side IN ('source', 'value')),
    agency_id_read VARCHAR NOT NULL,
    name VARCHAR,
    agency_id VARCHAR NOT NULL
);
COMMENT ON COLUMN decided_key.decision_id IS 'A decision on agencies that stands: decision.decision_id.';
COMMENT ON COLUMN decided_key.side IS 'Where the decision names it: source or value.';
COMMENT ON COLUMN decided_key.agency_id_read IS 'The key that the reader gives it.';
COMMENT ON COLUMN decided_key.name IS 'The name that alone is meant, where it is apart from others of that key; NULL for all of them.';
COMMENT ON COLUMN decided_key.agency_id IS 'The key under which its reports stand: report.agency_id.';
