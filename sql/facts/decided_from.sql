-- What the decisions were read from last, where every line of it is one: where that is the same, none is read again.
-- grain: one row
-- depends: none
-- export: when named
CREATE TABLE decided_from (
    digest VARCHAR NOT NULL
);
COMMENT ON COLUMN decided_from.digest IS 'Hash of the files, their names, and the version of the reader.';
