-- One row for each agency and year: every compliance dimension as pass, fail or unknown, and a weighted score.
-- grain: agency_id, report_year
-- depends: scorecard_part, scorecard_weight, dim_agency
-- Weights: data/metrics/scorecard_weights.csv. Unknown dimensions count neither for nor against; weight_known says how
-- much of the weight stands behind the score. The checks of a dimension: table scorecard_part.
CREATE VIEW scorecard AS
WITH total AS (
    SELECT sum(weight) AS weight FROM scorecard_weight
),
card AS (
    SELECT
        part.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, part.report_year,
        any_value(part.report_id) AS report_id,
        any_value(part.status) FILTER (part.dimension = 'timeliness') AS timeliness,
        any_value(part.evidence) FILTER (part.dimension = 'timeliness') AS timeliness_evidence,
        any_value(part.status) FILTER (part.dimension = 'sections') AS sections,
        any_value(part.evidence) FILTER (part.dimension = 'sections') AS sections_evidence,
        any_value(part.status) FILTER (part.dimension = 'forms') AS forms,
        any_value(part.evidence) FILTER (part.dimension = 'forms') AS forms_evidence,
        any_value(part.status) FILTER (part.dimension = 'arithmetic') AS arithmetic,
        any_value(part.evidence) FILTER (part.dimension = 'arithmetic') AS arithmetic_evidence,
        any_value(part.status) FILTER (part.dimension = 'continuity') AS continuity,
        any_value(part.evidence) FILTER (part.dimension = 'continuity') AS continuity_evidence,
        any_value(part.status) FILTER (part.dimension = 'figures') AS figures,
        any_value(part.evidence) FILTER (part.dimension = 'figures') AS figures_evidence,
        any_value(part.status) FILTER (part.dimension = 'originality') AS originality,
        any_value(part.evidence) FILTER (part.dimension = 'originality') AS originality_evidence,
        any_value(part.status) FILTER (part.dimension = 'claims') AS claims,
        any_value(part.evidence) FILTER (part.dimension = 'claims') AS claims_evidence,
        any_value(part.status) FILTER (part.dimension = 'disputes') AS disputes,
        any_value(part.evidence) FILTER (part.dimension = 'disputes') AS disputes_evidence,
        count(*) FILTER (part.status = 'pass') AS passed,
        count(*) FILTER (part.status = 'fail') AS failed,
        count(*) FILTER (part.status = 'unknown') AS unknown,
        sum(CASE part.status WHEN 'pass' THEN scorecard_weight.weight WHEN 'fail' THEN 0 END) AS weight_passed,
        sum(scorecard_weight.weight) FILTER (part.status <> 'unknown') AS weight_told
    FROM scorecard_part AS part
    JOIN scorecard_weight ON scorecard_weight.dimension = part.dimension
    LEFT JOIN dim_agency ON dim_agency.agency_id = part.agency_id
    GROUP BY part.agency_id, dim_agency.name, dim_agency.region_code, part.report_year
)
SELECT
    card.* EXCLUDE (weight_passed, weight_told),
    CASE WHEN weight_told > 0 THEN 100 * weight_passed / weight_told END AS score,
    coalesce(weight_told, 0) / total.weight AS weight_known
FROM card
CROSS JOIN total;
COMMENT ON COLUMN scorecard.agency_id IS 'The reporting agency: dim_agency.agency_id.';
COMMENT ON COLUMN scorecard.agency_name IS 'Its canonical name: dim_agency.name.';
COMMENT ON COLUMN scorecard.region_code IS 'Its region: dim_agency.region_code.';
COMMENT ON COLUMN scorecard.report_year IS 'The year reported on.';
COMMENT ON COLUMN scorecard.report_id IS 'The current report: report.report_id.';
COMMENT ON COLUMN scorecard.timeliness IS 'Published by the date that the Regulations set: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.timeliness_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.sections IS 'Every prescribed section is printed: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.sections_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.forms IS 'Every cell of the forms has a number: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.forms_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.arithmetic IS 'The sums of the forms hold: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.arithmetic_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.continuity IS 'Agrees with the report of the year before: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.continuity_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.figures IS 'No year typed as a count, no row copied from last year: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.figures_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.originality IS 'No section repeats last year''s text: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.originality_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.claims IS 'Numbers in prose agree with the tables and each other: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.claims_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.disputes IS 'No concluded review or lawsuit corrected it: pass, fail or unknown.';
COMMENT ON COLUMN scorecard.disputes_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.passed IS 'Dimensions passed.';
COMMENT ON COLUMN scorecard.failed IS 'Dimensions failed.';
COMMENT ON COLUMN scorecard.unknown IS 'Dimensions that cannot be told.';
COMMENT ON COLUMN scorecard.score IS 'Weight of the dimensions passed of those passed or failed, 0 to 100; NULL when none is told.';
COMMENT ON COLUMN scorecard.weight_known IS 'Share of all weight that stands behind the score, 0 to 1.';
