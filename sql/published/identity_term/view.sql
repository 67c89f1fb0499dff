-- The identities written out: one row a cell that takes part in one, with * replaced by each row or column.
-- grain: edition, check_code, scope, form, row_code, column_code, years_back, side
-- depends: form_identity, form_cell
-- export: when named
CREATE VIEW identity_term AS
SELECT
    term.edition, term.check_code,
    CASE WHEN term.row_code = '*' THEN form_cell.row_code ELSE form_cell.column_code END AS scope,
    term.form, form_cell.row_code, form_cell.column_code, term.years_back, term.side, term.weight,
    (count(*) FILTER (term.side = 'lhs') OVER whole)::INTEGER AS lhs_terms,
    (count(*) FILTER (term.side = 'rhs') OVER whole)::INTEGER AS rhs_terms,
    max(term.years_back) OVER whole AS reach,
    (row_number() OVER (whole ORDER BY term.side, term.years_back DESC, form_cell.cell))::INTEGER AS place,
    (dense_rank() OVER (
        ORDER BY
            term.edition, term.check_code,
            CASE WHEN term.row_code = '*' THEN form_cell.row_code ELSE form_cell.column_code END
    ))::INTEGER AS instance,
    hash(term.edition, term.form, form_cell.row_code, form_cell.column_code) AS cell_key
FROM form_identity AS term
JOIN form_cell ON
    form_cell.edition = term.edition
    AND form_cell.form = term.form
    AND term.row_code IN ('*', form_cell.row_code)
    AND term.column_code IN ('*', form_cell.column_code)
WINDOW whole AS (
    PARTITION BY
        term.edition, term.check_code,
        CASE WHEN term.row_code = '*' THEN form_cell.row_code ELSE form_cell.column_code END
);
COMMENT ON COLUMN identity_term.edition IS 'Edition of the report checked: form_edition.edition.';
COMMENT ON COLUMN identity_term.scope IS 'The row or column that this instance of the identity is about.';
COMMENT ON COLUMN identity_term.row_code IS 'Row of the cell.';
COMMENT ON COLUMN identity_term.column_code IS 'Column of the cell.';
COMMENT ON COLUMN identity_term.lhs_terms IS 'How many terms this instance has on the left: all must be known.';
COMMENT ON COLUMN identity_term.rhs_terms IS 'How many terms this instance has on the right: all must be known.';
COMMENT ON COLUMN identity_term.reach IS 'How many years back this instance looks.';
COMMENT ON COLUMN identity_term.place IS 'Order of the term in words, from 1: left side first, last year first.';
COMMENT ON COLUMN identity_term.instance IS 'Number of the instance: one for each edition, check_code and scope.';
COMMENT ON COLUMN identity_term.cell_key IS 'Hash of edition, form, row_code and column_code: a join by it is ten times as fast as by four words.';
