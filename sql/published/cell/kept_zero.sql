-- What of a current report is made of printed zeros alone, in one row: the kept tables of the views have no row of it.
-- grain: agency_id, report_year
-- depends: touched, form_cell, form_identity, form_outcome, identity_term, metric_measure, metric_rate, kept_request_flow, kept_request_outcomes, kept_request_reasons, kept_identity_check, kept_measure
-- refresh: report
-- earlier: read by later years
-- Most applicant groups asked for nothing, nine of ten reasons are 0, three of four sums say that 0 is 0: as rows they
-- would take more room than all that tell something. What tells something has a row already, so the others are the rest.
CREATE TABLE kept_cell_zero (
    agency_id VARCHAR NOT NULL,
    report_year SMALLINT NOT NULL,
    report_id VARCHAR NOT NULL,
    edition VARCHAR NOT NULL,
    flows VARCHAR[] NOT NULL,
    applicants VARCHAR[] NOT NULL,
    reasons VARCHAR[] NOT NULL,
    identities VARCHAR[] NOT NULL,
    measures VARCHAR[] NOT NULL,
    rates VARCHAR[] NOT NULL
);
COMMENT ON COLUMN kept_cell_zero.edition IS 'Edition of its form: form_edition.edition.';
COMMENT ON COLUMN kept_cell_zero.flows IS 'The groups of applicants whose requests received, carried over, handled and left over are each a printed 0.';
COMMENT ON COLUMN kept_cell_zero.applicants IS 'The groups of applicants, `total` among them, for which every cell of the results is a printed 0.';
COMMENT ON COLUMN kept_cell_zero.reasons IS 'The rows of the results, form_row.row_code, that print a 0 for all applicants together.';
COMMENT ON COLUMN kept_cell_zero.identities IS 'The identities whose every term is a printed 0, each as check_code.scope.';
COMMENT ON COLUMN kept_cell_zero.measures IS 'The key figures, metric_measure.measure, whose every cell is a printed 0.';
COMMENT ON COLUMN kept_cell_zero.rates IS 'The rates, metric_rate.metric, of which both figures are such: nothing to divide.';
INSERT INTO kept_cell_zero
WITH asked AS (
    SELECT edition, 'flow' AS kind, column_code AS code
    FROM form_cell
    WHERE form = 'application' AND row_code = 'new_received' AND column_code <> 'total'
    UNION
    SELECT edition, 'applicant', form_cell.column_code
    FROM form_identity
    JOIN form_cell USING (edition, form, row_code)
    WHERE form_identity.check_code = 'outcomes_sum'
    UNION
    SELECT edition, 'reason', row_code FROM form_outcome()
    UNION
    SELECT edition, 'identity', check_code || '.' || scope FROM identity_term
    UNION
    SELECT edition, 'measure', measure FROM metric_measure JOIN form_cell USING (form, row_code, column_code)
),
whole AS (
    SELECT
        edition,
        coalesce(list(code ORDER BY code) FILTER (kind = 'flow'), []) AS flows,
        coalesce(list(code ORDER BY code) FILTER (kind = 'applicant'), []) AS applicants,
        coalesce(list(code ORDER BY code) FILTER (kind = 'reason'), []) AS reasons,
        coalesce(list(code ORDER BY code) FILTER (kind = 'identity'), []) AS identities,
        coalesce(list(code ORDER BY code) FILTER (kind = 'measure'), []) AS measures
    FROM asked
    GROUP BY edition
),
row_told AS (
    SELECT report_id, 'flow' AS kind, applicant AS code FROM kept_request_flow
    WHERE agency_id BETWEEN getvariable('first_agency') AND getvariable('last_agency')
    UNION ALL
    SELECT report_id, 'applicant', applicant FROM kept_request_outcomes
    WHERE agency_id BETWEEN getvariable('first_agency') AND getvariable('last_agency')
    UNION ALL
    SELECT report_id, 'reason', reason FROM kept_request_reasons
    WHERE agency_id BETWEEN getvariable('first_agency') AND getvariable('last_agency')
    UNION ALL
    SELECT report_id, 'identity', check_code || '.' || scope FROM kept_identity_check
    WHERE agency_id BETWEEN getvariable('first_agency') AND getvariable('last_agency')
    UNION ALL
    SELECT report_id, 'measure', measure FROM kept_measure
    WHERE agency_id BETWEEN getvariable('first_agency') AND getvariable('last_agency')
),
told AS (
    SELECT
        touched.doc,
        list(row_told.code) FILTER (row_told.kind = 'flow') AS flows,
        list(row_told.code) FILTER (row_told.kind = 'applicant') AS applicants,
        list(row_told.code) FILTER (row_told.kind = 'reason') AS reasons,
        list(row_told.code) FILTER (row_told.kind = 'identity') AS identities,
        list(row_told.code) FILTER (row_told.kind = 'measure') AS measures
    FROM row_told
    JOIN touched ON touched.report_id = row_told.report_id
    GROUP BY touched.doc
),
rest AS (
    SELECT
        touched.doc,
        list_filter(whole.flows, lambda one: NOT coalesce(list_contains(told.flows, one), false)) AS flows,
        list_filter(whole.applicants, lambda one: NOT coalesce(list_contains(told.applicants, one), false)) AS applicants,
        list_filter(whole.reasons, lambda one: NOT coalesce(list_contains(told.reasons, one), false)) AS reasons,
        list_filter(whole.identities, lambda one: NOT coalesce(list_contains(told.identities, one), false)) AS identities,
        list_filter(whole.measures, lambda one: NOT coalesce(list_contains(told.measures, one), false)) AS measures
    FROM touched
    JOIN whole ON whole.edition = touched.edition
    LEFT JOIN told ON told.doc = touched.doc
),
rate AS (
    SELECT list({'metric': metric, 'parts': [numerator, denominator]} ORDER BY metric) AS rates FROM metric_rate
)
SELECT
    touched.agency_id, touched.report_year, touched.report_id, touched.edition,
    rest.flows, rest.applicants, rest.reasons, rest.identities, rest.measures,
    list_transform(
        list_filter(rate.rates, lambda one: list_has_all(rest.measures, one.parts)), lambda one: one.metric
    )
FROM rest
JOIN touched ON touched.doc = rest.doc
CROSS JOIN rate
ORDER BY touched.doc;
