-- Identities of current reports whose status differs between two warehouses.
-- grain: agency_id, report_year, check_code, scope
-- depends: identity_check
CREATE TEMP TABLE identities AS
SELECT
    agency_id, report_year, check_code, scope, before.status AS old_status, after.status AS new_status
FROM (SELECT agency_id, report_year, check_code, scope, status FROM old.identity_check) AS before
FULL JOIN (SELECT agency_id, report_year, check_code, scope, status FROM new.identity_check) AS after
    USING (agency_id, report_year, check_code, scope)
WHERE before.status IS DISTINCT FROM after.status
