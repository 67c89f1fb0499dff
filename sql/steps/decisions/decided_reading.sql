-- What is decided of how documents are read: who, which year, whether it is a report.
-- grain: sha256, part, kind (may repeat)
-- depends: given_decision
SELECT sha256, part, kind, value, decision_id, who FROM given_decision
WHERE given = 'stands' AND (kind IN ('agency', 'year', 'erase') OR (kind = 'document' AND value IN ('report', 'no_report')))
