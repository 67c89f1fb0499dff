-- Keys, or names under them, whose reports are to stand under another key.
-- grain: agency_id_read, name
-- depends: named_key
SELECT agency_id_read, name, any_value(agency_id) AS agency_id, min(decision_id) AS decision_id
FROM named_key
WHERE agency_id <> agency_id_read
GROUP BY agency_id_read, name
