-- What became of each decision, and where its document was read.
-- grain: decision_id
-- depends: decision, document_name
SELECT
    decision.decision_id, decision.value AS told_value, decision.given, decision.state AS now, decision.remark,
    named.name || if(decision.part > 1, '#part=' || decision.part, '') AS name
FROM decision
LEFT JOIN (SELECT sha256, min(source_uri) AS name FROM document_name GROUP BY sha256) AS named
    ON named.sha256 = decision.sha256
