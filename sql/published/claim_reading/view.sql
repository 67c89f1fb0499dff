-- What the tables say of each claim under each definition that could be meant.
-- grain: report_id, claim_no, definition
-- depends: current_claim, claim_term, every_cell
CREATE VIEW claim_reading AS
SELECT
    claim.report_id, claim.claim_no, term.definition, any_value(term.rank) AS rank,
    CASE WHEN count(fact.value) = any_value(term.terms) THEN sum(fact.value * term.weight) END AS table_value
FROM current_claim AS claim
JOIN claim_term AS term ON
    term.edition = claim.edition AND term.topic = claim.topic AND term.scope = coalesce(claim.scope, 'all')
LEFT JOIN every_cell() AS fact ON
    fact.report_id = claim.report_id AND fact.form = term.form
    AND fact.row_code = term.row_code AND fact.column_code = term.column_code
GROUP BY claim.report_id, claim.claim_no, term.definition;
COMMENT ON COLUMN claim_reading.claim_no IS 'The claim: fact_claim.claim_no.';
COMMENT ON COLUMN claim_reading.definition IS 'Name of the definition: claim_definition.definition.';
COMMENT ON COLUMN claim_reading.table_value IS 'What the cells add up to; NULL when one of them is missing.';
