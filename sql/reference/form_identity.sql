-- One term of an arithmetic identity of the form: the sum of weight x value over lhs equals that over rhs.
-- grain: edition, check_code, form, row_code, column_code, years_back, side
-- depends: form_edition
CREATE TABLE form_identity (
    edition VARCHAR NOT NULL,
    check_code VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    years_back SMALLINT NOT NULL CHECK (years_back >= 0),
    side VARCHAR NOT NULL CHECK (side IN ('lhs', 'rhs')),
    weight SMALLINT NOT NULL CHECK (weight <> 0),
    PRIMARY KEY (edition, check_code, form, row_code, column_code, years_back, side)
);
COMMENT ON COLUMN form_identity.edition IS 'Edition of the report checked: form_edition.edition.';
COMMENT ON COLUMN form_identity.row_code IS 'Row of the term, or * for each row.';
COMMENT ON COLUMN form_identity.column_code IS 'Column of the term, or * for each column.';
COMMENT ON COLUMN form_identity.weight IS 'Factor of the term, 1 or -1.';
