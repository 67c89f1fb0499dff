-- One row of a form's table.
-- grain: edition, form, row_code
-- depends: form_edition
CREATE TABLE form_row (
    edition VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    parent VARCHAR,
    number VARCHAR,
    label VARCHAR NOT NULL,
    PRIMARY KEY (edition, form, row_code)
);
COMMENT ON COLUMN form_row.row_code IS 'Code of the row.';
COMMENT ON COLUMN form_row.parent IS 'Group label it stands under; NULL for a row of its own.';
COMMENT ON COLUMN form_row.number IS 'Number printed before the label; NULL where none is.';
