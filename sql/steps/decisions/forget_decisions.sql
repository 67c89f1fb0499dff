-- The decisions that the files do not have any more, or have otherwise, go; what is as it was stays untouched.
-- grain: decision_id
-- depends: given_decision, decision
CREATE OR REPLACE TEMP TABLE decision_before AS
FROM decision
WHERE decision_id IN (
    SELECT decision_id FROM (
        SELECT COLUMNS(* EXCLUDE (report_id, state, remark, told_at)) FROM decision EXCEPT FROM given_decision
    )
);

DELETE FROM decision WHERE decision_id IN (SELECT decision_id FROM decision_before);
