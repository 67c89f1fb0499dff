-- Agencies as their names say, before names that came in are looked at.
-- grain: agency_id
-- depends: decided_agency, dim_agency
CREATE OR REPLACE TEMP TABLE trait_before AS SELECT agency_id, column_name, value FROM decided_agency;

CREATE OR REPLACE TEMP TABLE laid_trait AS SELECT agency_id, column_name, value_read AS value FROM decided_agency;

DELETE FROM decided_agency;
