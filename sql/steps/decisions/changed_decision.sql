-- Decisions that the files have otherwise than the warehouse: new, gone, edited, undone.
-- grain: none
-- depends: given_decision, decision
SELECT 1 FROM (
    (FROM given_decision EXCEPT SELECT COLUMNS(* EXCLUDE (report_id, state, remark, told_at)) FROM decision)
    UNION ALL
    (SELECT COLUMNS(* EXCLUDE (report_id, state, remark, told_at)) FROM decision EXCEPT FROM given_decision)
)
