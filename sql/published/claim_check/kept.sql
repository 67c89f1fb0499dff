-- Kept rows of the view `claim_check`, without what `fact_claim` says already.
-- grain: agency_id, report_year, claim_no, check_code
-- depends: touched, telling_cell, report, fact_claim, claim_term
-- refresh: report
-- Each claim of every touched report against what it can be held to: tables, its own parts, last year, its own year.
-- A qualified claim (18万余) is never compared as exact: it fails only outside what its qualifier permits.
CREATE TABLE kept_claim_check (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    claim_no SMALLINT NOT NULL,
    check_code VARCHAR NOT NULL,
    definition VARCHAR,
    table_value DECIMAL(23, 4),
    difference DECIMAL(23, 4),
    status VARCHAR NOT NULL CHECK (status IN ('pass', 'fail', 'unknown')),
    detail VARCHAR NOT NULL
);
INSERT INTO kept_claim_check
WITH claim AS (
    SELECT
        touched.doc, touched.edition, fact_claim.*,
        CASE WHEN value_low IS NULL AND value_high IS NULL THEN value ELSE value_low END AS low,
        CASE WHEN value_low IS NULL AND value_high IS NULL THEN value ELSE value_high END AS high,
        -- One unit of the last printed digit: a rate may be rounded or cut off.
        power(10, -length(regexp_extract(coalesce(printed, ''), '\.(\d+)', 1)))::DECIMAL(23, 4) AS grain
    FROM fact_claim
    JOIN touched ON touched.agency_id = fact_claim.agency_id AND touched.report_id = fact_claim.report_id
),
earlier AS MATERIALIZED (
    SELECT touched.doc, report.agency_id, report.report_id
    FROM touched
    JOIN report ON report.agency_id = touched.agency_id AND report.report_year = touched.report_year - 1 AND report.is_current
),
-- What the reports of the year before said of the same things; of their claims alone, since a lake takes any join of all.
before AS MATERIALIZED (
    SELECT earlier.doc, said.topic, said.scope, said.unit, said.value, said.qualifier
    FROM (FROM fact_claim SEMI JOIN earlier USING (agency_id, report_id)) AS said
    JOIN earlier ON earlier.report_id = said.report_id
    WHERE said.part_of IS NULL
),
term AS (
    SELECT *, hash(edition, form, row_code, column_code) AS cell_key FROM claim_term
),
reading AS (
    -- Whatever is not a telling cell is a printed 0: where no term tells anything, the value is 0.
    SELECT
        claim.doc, claim.claim_no, term.definition, any_value(term.rank) AS rank,
        CASE WHEN count(cell.doc) = count(cell.value) THEN coalesce(sum(cell.value * term.weight), 0) END AS found
    FROM claim
    JOIN term ON
        term.edition = claim.edition AND term.topic = claim.topic AND term.scope = coalesce(claim.scope, 'all')
    LEFT JOIN telling_cell AS cell ON cell.doc = claim.doc AND cell.cell_key = term.cell_key AND cell.back = 0
    GROUP BY claim.doc, claim.claim_no, term.definition
),
compared AS (
    SELECT
        claim.doc, claim.claim_no, 'table' AS check_code, reading.definition, reading.rank, reading.found, claim.low, claim.high
    FROM claim
    JOIN reading ON reading.doc = claim.doc AND reading.claim_no = claim.claim_no
    UNION ALL
    -- Parts that are named two or more at a time add up, or only some are named; none may exceed its total.
    -- Each sentence of a list can divide the total anew (by applicant; by channel), a sentence can even do so twice.
    SELECT
        doc, whole_no, 'parts_sum', 'sum_of_parts', 1,
        CASE
            WHEN NOT bool_and(is_exact) THEN NULL
            WHEN count(*) > 1 AND bool_and(amount BETWEEN low AND high) THEN max(amount)
            -- One sentence divides all of it: the others divide it anew, and may name some only.
            WHEN bool_or(parts > 1 AND amount BETWEEN low AND high) AND bool_and(amount <= high) THEN max(amount)
            -- Those carried out may be no part of the total: it counts what came in.
            WHEN sum(done) BETWEEN low AND high THEN sum(done)
            WHEN sum(amount) > high AND low > 0 AND sum(amount) % low = 0 THEN NULL
            -- `Among them` may name some and not all: less than the total is no mistake.
            WHEN sum(parts) > 1 AND sum(amount) < low THEN NULL
            ELSE sum(amount)
        END,
        CASE WHEN sum(parts) > 1 THEN low END, high
    FROM (
        SELECT
            whole.doc, whole.claim_no AS whole_no, whole.low, whole.high, part.sentence, part.line_no,
            sum(part.value) AS amount, count(*) AS parts,
            coalesce(sum(part.value) FILTER (part.topic <> 'applications_carried_out'), 0) AS done,
            bool_and(part.value IS NOT NULL AND (part.qualifier IS NULL OR part.qualifier = 'zero_claim')) AS is_exact
        FROM claim AS whole
        JOIN claim AS part ON part.doc = whole.doc AND part.part_of = whole.claim_no
        GROUP BY ALL
    )
    GROUP BY doc, whole_no, low, high
    UNION ALL
    SELECT
        rate.doc, rate.claim_no, 'share', 'part_of_total', 1,
        CASE
            WHEN number.qualifier IS NULL AND base.qualifier IS NULL AND base.value > 0
                THEN 100 * number.value / base.value
        END,
        rate.low - rate.grain * 0.9999, rate.high + rate.grain * 0.9999
    FROM claim AS rate
    JOIN claim AS number ON number.doc = rate.doc AND number.claim_no = rate.rate_of
    JOIN claim AS base ON base.doc = rate.doc AND base.claim_no = rate.rate_base
    WHERE rate.topic = 'share'
    UNION ALL
    SELECT
        rate.doc, rate.claim_no, 'growth', 'against_last_year', 1,
        -- Last year's number must be one: several claims of the same topic do not tell which is meant.
        CASE
            WHEN any_value(number.qualifier) IS NULL AND count(DISTINCT earlier.value) = 1
                AND bool_and(earlier.qualifier IS NULL) AND max(earlier.value) > 0
                -- A sentence that names yet another year may count from that one.
                AND NOT regexp_matches(
                    replace(
                        replace(coalesce(any_value(rate.sentence), ''), any_value(rate.report_year)::VARCHAR, ''),
                        (any_value(rate.report_year) - 1)::VARCHAR, ''
                    ),
                    '20[0-9][0-9]'
                )
                THEN 100 * (max(number.value) / max(earlier.value) - 1)
        END
        / CASE WHEN any_value(rate.unit) = 'times' THEN 100 ELSE 1 END,
        max(rate.low) - max(rate.grain) * 0.9999, max(rate.high) + max(rate.grain) * 0.9999
    FROM claim AS rate
    JOIN claim AS number ON number.doc = rate.doc AND number.claim_no = rate.rate_of
    LEFT JOIN before AS earlier ON
        earlier.doc = rate.doc AND earlier.topic = number.topic
        AND coalesce(earlier.scope, '') = coalesce(number.scope, '') AND earlier.unit = number.unit
    WHERE rate.topic = 'growth_rate' AND number.topic <> 'other'
    GROUP BY rate.doc, rate.claim_no
    UNION ALL
    SELECT
        doc, claim_no, 'year', 'report_year', 1, report_year, claimed_year, claimed_year
    FROM claim
    WHERE claimed_year <= report_year AND topic NOT IN ('other', 'share', 'growth_rate', 'applications_carried_in')
),
judged AS (
    SELECT
        *,
        found >= coalesce(low, found) AND found <= coalesce(high, found) AS holds,
        CASE WHEN found < low THEN low - found WHEN found > high THEN high - found ELSE 0 END AS difference
    FROM (
        SELECT * REPLACE (
            TRY_CAST(found AS DECIMAL(23, 4)) AS found, low::DECIMAL(23, 4) AS low, high::DECIMAL(23, 4) AS high
        )
        FROM compared
    )
),
worded AS (
    SELECT
        *,
        definition || ' ' || coalesce(
            regexp_replace(round(found, 2)::DECIMAL(23, 2)::VARCHAR, '\.?0+$', '')
            || CASE
                WHEN difference <> 0
                    THEN printf(' (%s)', regexp_replace(
                        CASE WHEN difference > 0 THEN '+' ELSE '' END
                        || round(difference, 2)::DECIMAL(23, 2)::VARCHAR, '\.?0+$', ''))
                ELSE ''
            END,
            'unknown') AS words
    FROM judged
),
verdict AS (
    SELECT
        doc, claim_no, check_code,
        min_by(definition, rank) FILTER (holds) AS definition,
        min_by(found, rank) FILTER (holds) AS held,
        min_by(found, (abs(difference), rank)) FILTER (found IS NOT NULL) AS nearest,
        min_by(difference, (abs(difference), rank)) FILTER (found IS NOT NULL) AS difference,
        bool_or(holds) AS holds,
        bool_or(found IS NULL) AS is_open,
        list({'rank': rank, 'words': words}) AS readings
    FROM worded
    GROUP BY doc, claim_no, check_code
)
SELECT
    claim.agency_id, claim.report_year, claim.report_id, claim.claim_no, verdict.check_code, verdict.definition,
    CASE WHEN verdict.holds THEN verdict.held WHEN NOT verdict.is_open THEN verdict.nearest END,
    CASE WHEN verdict.holds THEN 0 WHEN NOT verdict.is_open THEN verdict.difference END,
    CASE WHEN verdict.holds THEN 'pass' WHEN verdict.is_open THEN 'unknown' ELSE 'fail' END,
    CASE WHEN verdict.holds AND claim.qualifier IS NOT NULL AND claim.qualifier <> 'zero_claim' AND verdict.check_code <> 'year'
        THEN 'consistent with ' ELSE '' END
    || array_to_string(list_transform(list_sort(verdict.readings), lambda reading: reading.words), '; ')
FROM verdict
JOIN claim ON claim.doc = verdict.doc AND claim.claim_no = verdict.claim_no
ORDER BY claim.doc, claim.claim_no;
