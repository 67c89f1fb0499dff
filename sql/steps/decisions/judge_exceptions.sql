-- What became of accepted exceptions, once the sums are worked out.
-- grain: decision_id
-- depends: decision, report, every_identity
UPDATE decision SET
    state = 'stale',
    remark = CASE
        WHEN told.status IS NULL THEN 'the report is not current: another version took its place, or it is withdrawn'
        WHEN told.status <> 'fail' THEN 'this sum does not fail'
        ELSE 'it was decided beside ' || told.reading || ', and ' || told.now_read || ' is read now'
    END
FROM (
    SELECT
        decision.decision_id, decision.reading, checked.status,
        'fail ' || rtrim(rtrim(checked.lhs::VARCHAR, '0'), '.') || ' ' || rtrim(rtrim(checked.rhs::VARCHAR, '0'), '.')
            AS now_read
    FROM decision
    JOIN report ON report.report_id = decision.report_id
    LEFT JOIN every_identity() AS checked ON
        checked.report_id = decision.report_id AND checked.check_code = decision.row_code
        AND checked.scope = decision.column_code
    WHERE decision.kind = 'exception' AND decision.given = 'stands'
) AS told
WHERE
    told.decision_id = decision.decision_id
    AND (told.status IS DISTINCT FROM 'fail' OR told.reading <> told.now_read);
