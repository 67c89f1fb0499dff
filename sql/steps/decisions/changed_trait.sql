-- Columns of agencies that are decided otherwise than they stand.
-- grain: none
-- depends: given_trait, decided_agency, dim_agency
SELECT 1 FROM (
    (SELECT agency_id, column_name, value, decision_id FROM given_trait SEMI JOIN dim_agency USING (agency_id)
     EXCEPT SELECT agency_id, column_name, value, decision_id FROM decided_agency)
    UNION ALL
    (SELECT agency_id, column_name, value, decision_id FROM decided_agency EXCEPT FROM given_trait)
)
