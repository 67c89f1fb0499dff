-- Each claim of a current report against what it can be held to: tables, its own parts, last year, its own year.
-- grain: report_id, claim_no, check_code
-- depends: current_claim, claim_reading
-- A qualified claim (18万余) is never compared as exact: it fails only outside what its qualifier permits.
CREATE VIEW claim_check AS
WITH claim AS (
    SELECT
        *,
        CASE WHEN value_low IS NULL AND value_high IS NULL THEN value ELSE value_low END AS low,
        CASE WHEN value_low IS NULL AND value_high IS NULL THEN value ELSE value_high END AS high,
        -- One unit of the last printed digit: a rate may be rounded or cut off.
        power(10, -length(regexp_extract(coalesce(printed, ''), '\.(\d+)', 1)))::DECIMAL(18, 4) AS grain
    FROM current_claim
),
compared AS (
    SELECT
        claim.report_id, claim.claim_no, 'table' AS check_code, reading.definition, reading.rank,
        reading.table_value AS found, claim.low, claim.high
    FROM claim JOIN claim_reading AS reading USING (report_id, claim_no)
    UNION ALL
    -- Parts that are named two or more at a time should add up; one alone must not exceed its total.
    -- Each sentence of a list can divide the total anew (by applicant; by channel), a sentence can even do so twice.
    SELECT
        report_id, whole_no, 'parts_sum', 'sum_of_parts', 1,
        CASE
            WHEN NOT bool_and(is_exact) THEN NULL
            WHEN count(*) > 1 AND bool_and(amount BETWEEN low AND high) THEN max(amount)
            WHEN sum(amount) > high AND low > 0 AND sum(amount) % low = 0 THEN NULL
            ELSE sum(amount)
        END,
        CASE WHEN sum(parts) > 1 THEN low END, high
    FROM (
        SELECT
            whole.report_id, whole.claim_no AS whole_no, whole.low, whole.high, part.sentence, part.line_no,
            sum(part.value) AS amount, count(*) AS parts,
            bool_and(part.value IS NOT NULL AND (part.qualifier IS NULL OR part.qualifier = 'zero_claim')) AS is_exact
        FROM claim AS whole
        JOIN claim AS part ON part.report_id = whole.report_id AND part.part_of = whole.claim_no
        GROUP BY ALL
    )
    GROUP BY report_id, whole_no, low, high
    UNION ALL
    SELECT
        rate.report_id, rate.claim_no, 'share', 'part_of_total', 1,
        CASE
            WHEN number.qualifier IS NULL AND base.qualifier IS NULL AND base.value > 0
                THEN 100 * number.value / base.value
        END,
        rate.low - rate.grain * 0.9999, rate.high + rate.grain * 0.9999
    FROM claim AS rate
    JOIN claim AS number ON number.report_id = rate.report_id AND number.claim_no = rate.rate_of
    JOIN claim AS base ON base.report_id = rate.report_id AND base.claim_no = rate.rate_base
    WHERE rate.topic = 'share'
    UNION ALL
    SELECT
        rate.report_id, rate.claim_no, 'growth', 'against_last_year', 1,
        -- Last year's number must be one: several claims of the same topic do not tell which is meant.
        CASE
            WHEN any_value(number.qualifier) IS NULL AND count(DISTINCT earlier.value) = 1
                AND bool_and(earlier.qualifier IS NULL) AND max(earlier.value) > 0
                THEN 100 * (max(number.value) / max(earlier.value) - 1)
        END
        / CASE WHEN any_value(rate.unit) = 'times' THEN 100 ELSE 1 END,
        max(rate.low) - max(rate.grain) * 0.9999, max(rate.high) + max(rate.grain) * 0.9999
    FROM claim AS rate
    JOIN claim AS number ON number.report_id = rate.report_id AND number.claim_no = rate.rate_of
    LEFT JOIN claim AS earlier ON
        earlier.agency_id = rate.agency_id AND earlier.report_year = rate.report_year - 1
        AND earlier.topic = number.topic AND coalesce(earlier.scope, '') = coalesce(number.scope, '')
        AND earlier.unit = number.unit AND earlier.part_of IS NULL
    WHERE rate.topic = 'growth_rate' AND number.topic <> 'other'
    GROUP BY rate.report_id, rate.claim_no
    UNION ALL
    SELECT
        report_id, claim_no, 'year', 'report_year', 1, report_year, claimed_year, claimed_year
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
            found::DECIMAL(23, 4) AS found, low::DECIMAL(23, 4) AS low, high::DECIMAL(23, 4) AS high
        )
        FROM compared
    )
),
verdict AS (
    SELECT
        report_id, claim_no, check_code,
        min_by(definition, rank) FILTER (holds) AS definition,
        min_by(found, rank) FILTER (holds) AS held,
        min_by(found, (abs(difference), rank)) FILTER (found IS NOT NULL) AS nearest,
        min_by(difference, (abs(difference), rank)) FILTER (found IS NOT NULL) AS difference,
        bool_or(holds) AS holds,
        bool_or(found IS NULL) AS is_open,
        string_agg(
            definition || ' ' || coalesce(
                regexp_replace(round(found, 2)::DECIMAL(18, 2)::VARCHAR, '\.?0+$', '')
                || CASE
                    WHEN difference <> 0
                        THEN printf(' (%s)', regexp_replace(
                            CASE WHEN difference > 0 THEN '+' ELSE '' END
                            || round(difference, 2)::DECIMAL(18, 2)::VARCHAR, '\.?0+$', ''))
                    ELSE ''
                END,
                'unknown'), '; ' ORDER BY rank) AS readings
    FROM judged
    GROUP BY report_id, claim_no, check_code
)
SELECT
    claim.agency_id, claim.report_year, claim.report_id, claim.claim_no, verdict.check_code, claim.topic, claim.scope,
    claim.value AS claimed, verdict.definition,
    CASE WHEN verdict.holds THEN verdict.held WHEN NOT verdict.is_open THEN verdict.nearest END AS table_value,
    CASE WHEN verdict.holds THEN 0 WHEN NOT verdict.is_open THEN verdict.difference END AS difference,
    CASE WHEN verdict.holds THEN 'pass' WHEN verdict.is_open THEN 'unknown' ELSE 'fail' END AS status,
    CASE WHEN verdict.holds AND claim.qualifier IS NOT NULL AND claim.qualifier <> 'zero_claim' AND verdict.check_code <> 'year'
        THEN 'consistent with ' ELSE '' END || verdict.readings AS detail,
    claim.qualifier, claim.sentence, claim.line_no
FROM verdict
JOIN claim USING (report_id, claim_no);
COMMENT ON COLUMN claim_check.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN claim_check.report_year IS 'The year reported on.';
COMMENT ON COLUMN claim_check.report_id IS 'The current report checked: report.report_id.';
COMMENT ON COLUMN claim_check.claim_no IS 'The claim: fact_claim.claim_no.';
COMMENT ON COLUMN claim_check.check_code IS 'table (against the forms), parts_sum, share, growth or year (the year that the sentence names).';
COMMENT ON COLUMN claim_check.topic IS 'What is counted: fact_claim.topic.';
COMMENT ON COLUMN claim_check.scope IS 'Which of them: fact_claim.scope.';
COMMENT ON COLUMN claim_check.claimed IS 'The number claimed.';
COMMENT ON COLUMN claim_check.definition IS 'The most likely definition under which the claim holds; NULL where none does.';
COMMENT ON COLUMN claim_check.table_value IS 'What the tables, the parts, last year or the report say; of a failed claim the nearest; NULL when unknown.';
COMMENT ON COLUMN claim_check.difference IS 'Claimed less that value, counted from the bound for a qualified claim; NULL when unknown.';
COMMENT ON COLUMN claim_check.status IS 'pass, fail, or unknown when a term is missing.';
COMMENT ON COLUMN claim_check.detail IS 'The value under each definition and by how much the claim differs from it.';
COMMENT ON COLUMN claim_check.qualifier IS 'How exact the claim is: fact_claim.qualifier.';
COMMENT ON COLUMN claim_check.sentence IS 'The sentence that makes the claim.';
COMMENT ON COLUMN claim_check.line_no IS 'Line of report_text.text where the sentence starts, counted from 1.';
