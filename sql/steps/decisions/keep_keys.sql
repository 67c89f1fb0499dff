-- The agencies that decisions name, as they are read now, and the reports that stand under another one.
-- grain: as of each table
-- depends: named_key, decided_key, given_from, decided_from, regrouped, incoming, regrouped_report
DELETE FROM decided_key;

INSERT INTO decided_key BY NAME FROM named_key;

DELETE FROM decided_from;

INSERT INTO decided_from FROM given_from;

INSERT INTO regrouped_report BY NAME
SELECT report_id, agency_id_read, agency_id, decision_id FROM regrouped SEMI JOIN incoming USING (report_id, folder)
