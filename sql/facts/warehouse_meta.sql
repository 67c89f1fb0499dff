-- One row that says this file is a gongkai warehouse and how its tables are laid out.
-- grain: one row
-- depends: none
-- export: when named
CREATE TABLE warehouse_meta (
    application VARCHAR NOT NULL CHECK (application = 'gongkai'),
    schema_version INTEGER NOT NULL,
    checked_by VARCHAR
);
COMMENT ON COLUMN warehouse_meta.application IS 'Always gongkai.';
COMMENT ON COLUMN warehouse_meta.schema_version IS 'Layout of the tables; another number needs another gongkai.';
COMMENT ON COLUMN warehouse_meta.checked_by IS 'Digest of the checks, views and forms that every report here has passed; another one checks all again.';
