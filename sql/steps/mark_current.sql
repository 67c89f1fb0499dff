-- Of each touched agency and year, exactly the latest version is current.
-- grain: report_id
-- depends: report, incoming, fact_disclosure, fact_application, fact_dispute
-- Two versions are compared by what both print: later published_date, else later signed_date, else marked 更正/修订,
-- else ingested later; of one run (a page, its PDF and its Word file) the one with more cells read, at last sha256.
-- Compared in pairs, three versions can beat each other in a circle when dates are absent: most duels won decides,
-- then the later of the dates there are. So the order of loading only counts where the contract says so.
CREATE TEMP TABLE verdict AS
WITH touched AS (
    SELECT DISTINCT agency_id, report_year FROM incoming
),
version AS (
    SELECT * FROM report SEMI JOIN touched USING (agency_id, report_year)
),
contested AS (
    SELECT * FROM version QUALIFY count(*) OVER (PARTITION BY agency_id, report_year) > 1
),
readable AS (
    SELECT report_id, count(value) AS known FROM fact_disclosure SEMI JOIN contested USING (report_id) GROUP BY ALL
    UNION ALL
    SELECT report_id, count(value) AS known FROM fact_application SEMI JOIN contested USING (report_id) GROUP BY ALL
    UNION ALL
    SELECT report_id, count(value) AS known FROM fact_dispute SEMI JOIN contested USING (report_id) GROUP BY ALL
),
candidate AS (
    SELECT version.*, coalesce(total.known, 0) AS known
    FROM version
    LEFT JOIN (SELECT report_id, sum(known) AS known FROM readable GROUP BY report_id) AS total USING (report_id)
),
duel AS (
    SELECT
        one.report_id,
        CASE
            WHEN one.published_date <> two.published_date THEN one.published_date > two.published_date
            WHEN one.signed_date <> two.signed_date THEN one.signed_date > two.signed_date
            WHEN one.is_revision <> two.is_revision THEN one.is_revision
            WHEN one.ingested_at <> two.ingested_at THEN one.ingested_at > two.ingested_at
            WHEN one.known <> two.known THEN one.known > two.known
            ELSE one.sha256 > two.sha256
        END AS won
    FROM candidate AS one
    LEFT JOIN candidate AS two ON
        two.agency_id = one.agency_id AND two.report_year = one.report_year AND two.report_id <> one.report_id
)
SELECT
    candidate.report_id,
    row_number() OVER (
        PARTITION BY candidate.agency_id, candidate.report_year
        ORDER BY
            wins.won DESC, coalesce(candidate.published_date, candidate.signed_date) DESC NULLS LAST,
            candidate.is_revision DESC, candidate.ingested_at DESC, candidate.known DESC, candidate.sha256 DESC
    ) = 1 AS is_current
FROM candidate
JOIN (SELECT report_id, count(*) FILTER (won) AS won FROM duel GROUP BY report_id) AS wins USING (report_id);

UPDATE report SET is_current = verdict.is_current
FROM verdict
WHERE verdict.report_id = report.report_id AND verdict.is_current <> report.is_current;
