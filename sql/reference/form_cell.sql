-- One cell that an edition of the form has.
-- grain: edition, form, row_code, column_code
-- depends: form_row, form_column
CREATE TABLE form_cell (
    edition VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    unit VARCHAR,
    cell INTEGER NOT NULL,
    PRIMARY KEY (edition, form, row_code, column_code)
);
COMMENT ON COLUMN form_cell.row_code IS 'Row: form_row.row_code.';
COMMENT ON COLUMN form_cell.column_code IS 'Column: form_column.column_code.';
COMMENT ON COLUMN form_cell.unit IS 'Unit the form prescribes; NULL where the print decides.';
COMMENT ON COLUMN form_cell.cell IS 'Place in printing order within the edition, from 0.';
