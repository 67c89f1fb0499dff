-- The definition that the kept tables (`sql/marts`) were filled by; another one empties them before they are filled.
-- grain: one row
-- depends: none
CREATE TABLE mart_definition (
    fingerprint VARCHAR NOT NULL
);
COMMENT ON COLUMN mart_definition.fingerprint IS 'Hash of the SQL of the kept tables and of the data under data/forms and data/metrics.';
