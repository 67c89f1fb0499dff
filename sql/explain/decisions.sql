-- What people decided of report $report, with what the reader made of it.
-- grain: decision_id
-- depends: decision, decided_cell, decided_key, report, regrouped_report
SELECT
    decision.decision_id, decision.kind, decision.row_code, decision.column_code, decision.value,
    coalesce(
        cell.state_read || coalesce(' ' || rtrim(rtrim(cell.value_read::VARCHAR, '0'), '.'), ''), decision.reading
    ) AS read,
    decision.who, decision.decided_at, decision.why, decision.evidence, decision.state, decision.remark
FROM decision
LEFT JOIN decided_cell AS cell ON
    decision.kind = 'cell' AND cell.report_id = decision.report_id AND cell.row_code = decision.row_code
    AND cell.column_code = decision.column_code
WHERE
    (
        decision.report_id = $report
        -- Decisions on its agency, or on the one that it was read as.
        OR decision.decision_id IN (
            SELECT key.decision_id FROM decided_key AS key
            JOIN report ON report.report_id = $report AND key.agency_id = report.agency_id
        )
    )
    AND decision.kind <> 'undo' AND decision.given <> 'undone'
ORDER BY decision.decided_at NULLS FIRST, decision.decision_id
