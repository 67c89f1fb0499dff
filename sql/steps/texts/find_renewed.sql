-- Phrases that became boilerplate with the incoming reports, and the reports whose comparison is written anew.
-- grain: report_id (entered, renewed)
-- depends: incoming, report, report_sentence, common_phrase, text_reuse, refreshed_report
-- `renewed.slice` numbers those that are compared at once: at most $compared_at_once (a variable), of one year or all of them.
-- So that text_reuse is always what a comparison of the whole warehouse would give, whatever came in which night.
CREATE OR REPLACE TEMP TABLE newly_common AS
WITH fresh AS (
    SELECT DISTINCT unnest(phrases) AS phrase FROM report_sentence SEMI JOIN incoming USING (report_id)
),
candidate AS (
    SELECT phrase FROM fresh ANTI JOIN common_phrase USING (phrase)
),
numbered AS (
    SELECT agency_id, row_number() OVER ()::INTEGER AS no FROM (SELECT DISTINCT agency_id FROM report)
),
agency AS (
    SELECT report_id, no FROM report JOIN numbered USING (agency_id)
),
standing AS (
    -- Whose it is, is asked of what is a candidate only: of all phrases it would cost more than all the rest.
    SELECT report_id, phrase
    FROM (SELECT report_id, unnest(phrases) AS phrase FROM report_sentence) AS printed
    SEMI JOIN candidate USING (phrase)
)
-- The same phrase twice in a report, or in several years of an agency, is one agency.
SELECT phrase FROM standing JOIN agency USING (report_id) GROUP BY phrase HAVING count(DISTINCT no) > 30;

INSERT INTO common_phrase SELECT phrase, false FROM newly_common;

CREATE OR REPLACE TEMP TABLE entered AS
SELECT report_id, agency_id, report_year FROM report ANTI JOIN text_reuse USING (report_id) WHERE is_current;

CREATE OR REPLACE TEMP TABLE departed AS
SELECT DISTINCT report_id, agency_id, report_year FROM text_reuse
ANTI JOIN (FROM report WHERE is_current) AS now USING (report_id);

CREATE OR REPLACE TEMP TABLE renewed AS
WITH holder AS (
    SELECT report_id FROM (SELECT report_id, unnest(phrases) AS phrase FROM report_sentence) AS standing
    SEMI JOIN newly_common USING (phrase)
),
moved AS (
    SELECT agency_id, report_year FROM entered
    UNION
    SELECT agency_id, report_year FROM departed
),
touched AS (
    SELECT report_id FROM entered
    UNION
    SELECT report_id FROM holder
    UNION
    SELECT report_id FROM text_reuse WHERE other_report_id IN (SELECT report_id FROM departed)
    UNION
    SELECT report_id FROM text_reuse
    WHERE relation = 'peer_same_year' AND status = 'no_other' AND report_year IN (SELECT report_year FROM entered)
    UNION
    -- The year after a report that changed looks back at it.
    SELECT report.report_id FROM report
    JOIN moved ON moved.agency_id = report.agency_id AND moved.report_year + 1 = report.report_year
),
standing AS (
    SELECT report_id, report_year FROM report SEMI JOIN touched USING (report_id) WHERE is_current
)
SELECT
    report_id, report_year,
    -- A night's are few, and compared together; many, year by year.
    CASE
        WHEN (SELECT count(*) FROM standing) <= getvariable('compared_at_once') THEN 0
        ELSE report_year::BIGINT * 1000 + (row_number() OVER (PARTITION BY report_year) - 1) // getvariable('compared_at_once')
    END AS slice
FROM standing;

DELETE FROM text_reuse
WHERE report_id IN (SELECT report_id FROM renewed) OR report_id IN (SELECT report_id FROM departed);

-- The scorecard judges by it (originality): the kept tables of the same reports are worked out anew.
UPDATE refreshed_report SET parser_version = '' WHERE report_id IN (SELECT report_id FROM renewed);
