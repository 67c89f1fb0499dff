-- The definition that the kept tables (`kept.sql`) were filled by; another one empties them before they are filled.
-- grain: one row
-- depends: none
-- export: when named
CREATE TABLE refreshed_by (
    fingerprint VARCHAR NOT NULL
);
COMMENT ON COLUMN refreshed_by.fingerprint IS 'Hash of the SQL of the kept tables and of the data under data/forms and data/metrics.';
