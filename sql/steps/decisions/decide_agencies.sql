-- Region, level and function of agencies as people decided them; what the names say is kept beside.
-- grain: agency_id, column_name
-- depends: given_trait, dim_agency, decided_agency
INSERT INTO decided_agency BY NAME
SELECT
    trait.agency_id, trait.column_name, trait.value,
    CASE trait.column_name
        WHEN 'region_code' THEN agency.region_code
        WHEN 'province' THEN agency.province
        WHEN 'prefecture' THEN agency.prefecture
        WHEN 'county' THEN agency.county
        WHEN 'former_region_code' THEN agency.former_region_code
        WHEN 'successor_region_code' THEN agency.successor_region_code
        WHEN 'candidates' THEN agency.candidates
        WHEN 'level' THEN agency.level
        WHEN 'function_code' THEN agency.function_code
    END AS value_read,
    trait.decision_id
FROM given_trait AS trait
JOIN dim_agency AS agency USING (agency_id);

CREATE OR REPLACE TEMP TABLE laid_trait AS SELECT agency_id, column_name, value FROM decided_agency;
