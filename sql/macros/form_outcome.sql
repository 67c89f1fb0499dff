-- The rows of a form's results that add up to the requests handled, each with the group that it is printed in.
-- grain: edition, row_code
-- depends: form_identity, form_row
CREATE MACRO form_outcome() AS TABLE
SELECT
    form_identity.edition, form_identity.form, form_identity.row_code, form_row.label,
    CASE
        WHEN form_row.parent <> 'result' THEN form_row.parent
        WHEN form_identity.row_code = 'other_total' THEN 'other'
        ELSE form_identity.row_code
    END AS outcome
FROM form_identity
JOIN form_row USING (edition, form, row_code)
WHERE form_identity.check_code = 'outcomes_sum' AND form_identity.side = 'lhs';
