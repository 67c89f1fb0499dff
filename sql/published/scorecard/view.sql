-- One row for each agency and year: every compliance dimension as pass, fail or unknown, and a weighted score.
-- grain: agency_id, report_year
-- depends: kept_scorecard_part, kept_scorecard, dim_agency
-- Weights: data/metrics/scorecard_weights.csv. Unknown dimensions, and those that rest on zeros alone, count neither for
-- nor against; a report of which too
-- little was read or told has no score, and not_scored_because says why. The checks of a dimension: table kept_scorecard_part.
CREATE VIEW scorecard AS
WITH card AS (
    SELECT
        part.agency_id, dim_agency.name AS agency_name, dim_agency.region_code, dim_agency.province, dim_agency.prefecture,
        dim_agency.county, dim_agency.level, dim_agency.kind, dim_agency.function_code,
        part.report_year,
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
        any_value(part.status) FILTER (part.dimension = 'handling') AS handling,
        any_value(part.evidence) FILTER (part.dimension = 'handling') AS handling_evidence,
        any_value(part.status) FILTER (part.dimension = 'openness') AS openness,
        any_value(part.evidence) FILTER (part.dimension = 'openness') AS openness_evidence,
        count(*) FILTER (part.status = 'pass') AS passed,
        count(*) FILTER (part.status = 'fail') AS failed,
        count(*) FILTER (part.status = 'unknown') AS unknown
    FROM kept_scorecard_part AS part
    LEFT JOIN dim_agency ON dim_agency.agency_id = part.agency_id
    GROUP BY ALL
)
SELECT
    -- (An EXCLUDE of several columns is written in any order by DuckDB, so the view would differ from night to night.)
    card.agency_id, card.agency_name, card.region_code, card.province, card.prefecture, card.county, card.level, card.kind,
    card.function_code, card.report_year, card.report_id,
    card.timeliness, card.timeliness_evidence, card.sections, card.sections_evidence,
    card.forms, card.forms_evidence, card.arithmetic, card.arithmetic_evidence,
    card.continuity, card.continuity_evidence, card.figures, card.figures_evidence,
    card.originality, card.originality_evidence, card.claims, card.claims_evidence,
    card.disputes, card.disputes_evidence, card.passed, card.failed, card.unknown,
    kept.score, kept.weight_known, kept.read_share, kept.not_scored_because,
    card.handling, card.handling_evidence, card.openness, card.openness_evidence
FROM card
JOIN kept_scorecard AS kept ON kept.agency_id = card.agency_id AND kept.report_year = card.report_year;
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
COMMENT ON COLUMN scorecard.handling IS 'Requests in hand were handled in the year, but for as many as the terms of Art. 33 explain (least_handled): pass, fail or unknown.';
COMMENT ON COLUMN scorecard.handling_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.openness IS 'Of the requests decided on their merits as many were granted, wholly or in part, as denied (least_open): pass, fail or unknown.';
COMMENT ON COLUMN scorecard.openness_evidence IS 'Checks behind it that could be told.';
COMMENT ON COLUMN scorecard.passed IS 'Dimensions passed.';
COMMENT ON COLUMN scorecard.failed IS 'Dimensions failed.';
COMMENT ON COLUMN scorecard.unknown IS 'Dimensions that cannot be told.';
COMMENT ON COLUMN scorecard.score IS 'Weight of what was kept (kept_scorecard_part.share) of the weight that can be told, 0 to 100; NULL where not_scored_because says why.';
COMMENT ON COLUMN scorecard.weight_known IS 'Share of all weight that stands behind the score, 0 to 1.';
COMMENT ON COLUMN scorecard.not_scored_because IS 'nothing_read (no cell was read), too_little_read (read_share is below min_coverage), too_little_told (weight_known is below min_weight; both in metric_threshold); NULL where there is a score.';
