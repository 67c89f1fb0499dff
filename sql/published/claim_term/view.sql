-- The definitions of claims written out: one row a cell that a definition adds up in an edition of the form.
-- grain: edition, topic, scope, definition, form, row_code, column_code
-- depends: claim_definition, form_cell
CREATE VIEW claim_term AS
SELECT
    form_cell.edition, part.topic, part.scope, part.definition, part.rank,
    part.form, form_cell.row_code, form_cell.column_code, part.weight,
    (count(*) OVER (PARTITION BY form_cell.edition, part.topic, part.scope, part.definition))::INTEGER AS terms
FROM claim_definition AS part
JOIN form_cell ON
    form_cell.form = part.form
    AND form_cell.row_code GLOB part.row_code
    AND form_cell.column_code = part.column_code;
COMMENT ON COLUMN claim_term.edition IS 'Edition of the form; a definition whose cells it does not have is absent.';
COMMENT ON COLUMN claim_term.topic IS 'Topic of the claim.';
COMMENT ON COLUMN claim_term.scope IS 'Scope of the claim, `all` for the whole.';
COMMENT ON COLUMN claim_term.definition IS 'Name of the definition.';
COMMENT ON COLUMN claim_term.row_code IS 'Row of the cell.';
COMMENT ON COLUMN claim_term.column_code IS 'Column of the cell.';
COMMENT ON COLUMN claim_term.terms IS 'How many cells the definition adds up in this edition: all must be known.';
