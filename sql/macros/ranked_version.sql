-- The versions of each agency's and year's report known at an instant (NULL: now), the current one first, and why.
-- grain: report_id
-- depends: report
-- `day` leaves out what was published later: by published_date, else signed_date, else the day it was loaded (UTC).
-- Two versions are compared by what both print: later published_date, else later signed_date, else marked 更正/修订,
-- else ingested later; of one run (a page, its PDF and its Word file) the one whose format tells where its cells stand,
-- else the one with more cells read, at last sha256 and part. What people decided comes first: current, then the others,
-- at last the withdrawn, which are never current.
-- Compared in pairs, three versions can beat each other in a circle when dates are absent: most duels won decides,
-- then the later of the dates there are. So the order of loading only counts where the contract says so.
CREATE MACRO ranked_version(day, instant) AS TABLE
-- Not at once for all, so that who asks for one agency has its versions alone looked up.
WITH known_version AS NOT MATERIALIZED (
    SELECT
        report_id, agency_id, report_year, published_date, signed_date, is_revision, ingested_at, cells_known, sha256,
        CASE standing WHEN 'current' THEN 2 WHEN 'withdrawn' THEN 0 ELSE 1 END AS standing,
        CASE WHEN read_from IN ('html', 'docx', 'xlsx', 'pdf_ruled') THEN 2 WHEN read_from = 'scan' THEN 0 ELSE 1 END
            AS sureness
    FROM report
    WHERE
        (instant::TIMESTAMPTZ IS NULL OR ingested_at <= instant::TIMESTAMPTZ)
        AND (
            day::DATE IS NULL
            OR coalesce(published_date, signed_date, (ingested_at AT TIME ZONE 'UTC')::DATE) <= day::DATE
        )
),
duel AS (
    SELECT
        one.report_id, one.agency_id, one.report_year, two.report_id AS other_id,
        CASE
            WHEN one.standing <> two.standing THEN one.standing > two.standing
            WHEN one.published_date <> two.published_date THEN one.published_date > two.published_date
            WHEN one.signed_date <> two.signed_date THEN one.signed_date > two.signed_date
            WHEN one.is_revision <> two.is_revision THEN one.is_revision
            WHEN one.ingested_at <> two.ingested_at THEN one.ingested_at > two.ingested_at
            WHEN one.sureness <> two.sureness THEN one.sureness > two.sureness
            WHEN one.cells_known <> two.cells_known THEN one.cells_known > two.cells_known
            ELSE (one.sha256, one.report_id) > (two.sha256, two.report_id)
        END AS won,
        CASE
            WHEN one.standing <> two.standing THEN 'standing'
            WHEN one.published_date <> two.published_date THEN 'published_date'
            WHEN one.signed_date <> two.signed_date THEN 'signed_date'
            WHEN one.is_revision <> two.is_revision THEN 'is_revision'
            WHEN one.ingested_at <> two.ingested_at THEN 'ingested_at'
            WHEN one.sureness <> two.sureness THEN 'read_from'
            WHEN one.cells_known <> two.cells_known THEN 'cells_known'
            ELSE 'sha256'
        END AS decided_by
    FROM known_version AS one
    JOIN known_version AS two ON
        two.agency_id = one.agency_id AND two.report_year = one.report_year AND two.report_id <> one.report_id
),
placed AS (
    SELECT
        known_version.report_id, known_version.agency_id, known_version.report_year,
        known_version.standing > 0 AS may_count,
        row_number() OVER (
            PARTITION BY known_version.agency_id, known_version.report_year
            ORDER BY
                known_version.standing DESC, wins.won DESC NULLS LAST,
                coalesce(known_version.published_date, known_version.signed_date) DESC NULLS LAST,
                known_version.is_revision DESC, known_version.ingested_at DESC, known_version.sureness DESC,
                known_version.cells_known DESC NULLS LAST, known_version.sha256 DESC, known_version.report_id DESC
        ) AS place
    FROM known_version
    LEFT JOIN (
        SELECT report_id, agency_id, report_year, count(*) FILTER (won) AS won FROM duel GROUP BY ALL
    ) AS wins USING (report_id, agency_id, report_year)
),
beside AS (
    -- The current version stands beside the runner-up, every other one beside the current.
    SELECT
        placed.*,
        count(*) OVER whole AS versions,
        CASE
            WHEN place = 1 THEN max(report_id) FILTER (place = 2) OVER whole
            ELSE max(report_id) FILTER (place = 1) OVER whole
        END AS other_id
    FROM placed
    WINDOW whole AS (PARTITION BY agency_id, report_year)
)
SELECT
    beside.report_id, beside.agency_id, beside.report_year, beside.place, beside.versions,
    beside.place = 1 AND beside.may_count AS is_current,
    CASE
        WHEN NOT beside.may_count THEN 'standing'
        WHEN beside.versions = 1 THEN 'only_version'
        WHEN duel.won <> (beside.place = 1) THEN 'most_duels'
        ELSE duel.decided_by
    END AS decided_by
FROM beside
LEFT JOIN duel ON
    duel.report_id = beside.report_id AND duel.other_id = beside.other_id
    -- So that a query for one agency compares only its own versions.
    AND duel.agency_id = beside.agency_id AND duel.report_year = beside.report_year;
