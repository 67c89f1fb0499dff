-- What a number claimed in prose can mean in the tables: the cells that each named definition adds up.
-- grain: topic, scope, definition, form, row_code, column_code
-- depends: none
CREATE TABLE claim_definition (
    topic VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    rank TINYINT NOT NULL,
    form VARCHAR NOT NULL,
    row_code VARCHAR NOT NULL,
    column_code VARCHAR NOT NULL,
    weight TINYINT NOT NULL
);
COMMENT ON COLUMN claim_definition.topic IS 'Topic of the claim: fact_claim.topic.';
COMMENT ON COLUMN claim_definition.scope IS 'Scope of the claim: fact_claim.scope, `all` where that is NULL.';
COMMENT ON COLUMN claim_definition.definition IS 'Name of the definition; a topic can have several that could be meant.';
COMMENT ON COLUMN claim_definition.row_code IS 'Row of the form; * stands for any ending.';
COMMENT ON COLUMN claim_definition.column_code IS 'Column of the form.';
