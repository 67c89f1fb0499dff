-- What views, comments, forms and kept tables (`kept.sql`) were made from; where it differs, the next load makes them anew.
-- grain: one row
-- depends: none
-- export: when named
CREATE TABLE refreshed_by (
    fingerprint VARCHAR NOT NULL
);
COMMENT ON COLUMN refreshed_by.fingerprint IS 'Hash of the SQL, of the data under data/forms and data/metrics, of the version of DuckDB, and of the views, comments and forms that were made.';
