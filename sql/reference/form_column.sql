-- One column of a form's table.
-- grain: edition, form, column_code
-- depends: form_edition
CREATE TABLE form_column (
    edition VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    PRIMARY KEY (edition, form, column_code)
);
COMMENT ON COLUMN form_column.column_code IS 'Code of the column.';
