-- The decisions that the files have and the warehouse has not, or not so; one that says what it said was told then.
-- grain: decision_id
-- depends: given_decision, decision, decision_before
INSERT INTO decision BY NAME
SELECT
    given.*,
    if(given.part > 1, left(sha256(given.sha256 || '#part=' || given.part), 16), left(given.sha256, 16)) AS report_id,
    coalesce(before.told_at, $started_at::TIMESTAMPTZ) AS told_at
FROM (
    FROM given_decision EXCEPT SELECT COLUMNS(* EXCLUDE (report_id, state, remark, told_at)) FROM decision
) AS given
LEFT JOIN decision_before AS before ON
    before.decision_id = given.decision_id AND before.given = given.given AND before.kind = given.kind
    AND before.source = given.source AND before.value IS NOT DISTINCT FROM given.value
    AND before.row_code IS NOT DISTINCT FROM given.row_code
    AND before.column_code IS NOT DISTINCT FROM given.column_code
