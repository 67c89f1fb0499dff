-- Phrases that became boilerplate with the incoming reports, and the reports whose comparison is written anew.
-- grain: report_id (entered, renewed)
-- depends: incoming, report, report_sentence, common_phrase, text_reuse, refreshed_report
-- `renewed.slice` numbers those that are compared at once: at most $compared_at_once (a variable), of one year or all of them.
-- So that text_reuse is always what a comparison of the whole warehouse would give, whatever came in which night.

-- Phrases of the incoming reports that more than thirty reports print and that are no boilerplate yet. Agencies fall into 63
-- lots by their names: a phrase of more than thirty lots has more than thirty agencies, and is told by one number a phrase,
-- where a list of agencies a phrase would take more memory than a load may have.
CREATE OR REPLACE TEMP TABLE candidate AS
WITH fresh AS (
    SELECT DISTINCT unnest(phrases) AS phrase FROM report_sentence SEMI JOIN incoming USING (report_id)
),
standing AS (
    -- Whose it is, is asked of what is a candidate only: of all phrases it would cost more than all the rest.
    SELECT report_id, phrase
    FROM (SELECT report_id, unnest(phrases) AS phrase FROM report_sentence) AS printed
    SEMI JOIN (FROM fresh ANTI JOIN common_phrase USING (phrase)) AS asked USING (phrase)
),
belonging AS (
    SELECT report_id, 1::BIGINT << (hash(agency_id) % 63)::INTEGER AS lot FROM report
)
SELECT phrase, bit_count(bit_or(lot)) AS lots
FROM standing
JOIN belonging USING (report_id)
GROUP BY phrase
HAVING count(*) > 30;

-- The same phrase twice in a report, or in several years of an agency, is one agency.
CREATE OR REPLACE TEMP TABLE newly_common AS
SELECT phrase FROM candidate WHERE lots > 30
UNION ALL
SELECT phrase
FROM (SELECT report_id, unnest(phrases) AS phrase FROM report_sentence) AS printed
SEMI JOIN (FROM candidate WHERE lots <= 30) AS few USING (phrase)
JOIN report USING (report_id)
GROUP BY phrase
HAVING count(DISTINCT agency_id) > 30;

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
