-- Names that loaded reports printed, and for each agency the full name of its latest report year.
-- grain: agency_id
-- depends: staged_agency, incoming, reread, dim_agency, agency_alias
-- The order of loading does not matter: names that are written out first, then the later year, then the longer name.
CREATE TEMP TABLE named AS
SELECT
    staged_agency.* EXCLUDE (chunk, folder),
    bool_or(incoming.agency_name_printed = staged_agency.name_printed) IS TRUE AS is_printed,
    min(incoming.report_year) FILTER (incoming.agency_name_printed = staged_agency.name_printed) AS first_year,
    max(incoming.report_year) FILTER (incoming.agency_name_printed = staged_agency.name_printed) AS last_year,
    min(incoming.report_year) AS any_year
FROM staged_agency
JOIN incoming ON incoming.agency_id = staged_agency.agency_id
GROUP BY ALL;

INSERT INTO agency_alias
SELECT
    agency_id, name_printed, max(name), min(stem), bool_and(is_full), min(first_year), max(last_year), min(resolved_by)
FROM named
WHERE is_printed
GROUP BY agency_id, name_printed
ON CONFLICT (agency_id, name_printed) DO UPDATE SET
    first_year = least(first_year, excluded.first_year),
    last_year = greatest(last_year, excluded.last_year),
    resolved_by = least(resolved_by, excluded.resolved_by);

CREATE TEMP TABLE best_name AS
SELECT agency_id, name, last_year AS name_year
FROM agency_alias
SEMI JOIN (SELECT agency_id FROM named UNION ALL SELECT agency_id FROM reread) AS touched USING (agency_id)
QUALIFY row_number() OVER (
    PARTITION BY agency_id ORDER BY is_full DESC NULLS LAST, last_year DESC, length(name) DESC, name DESC
) = 1;

INSERT INTO dim_agency BY NAME
SELECT
    agency_id, coalesce(best_name.name, named.name) AS name, region_code, province, prefecture, county, zone,
    former_region_code, successor_region_code, level, kind, function_code, candidates,
    coalesce(best_name.name_year, named.any_year) AS name_year
FROM named
LEFT JOIN best_name USING (agency_id)
QUALIFY row_number() OVER (
    PARTITION BY agency_id
    ORDER BY named.name = best_name.name DESC NULLS LAST, is_printed DESC, named.name, region_code NULLS LAST, level, kind
) = 1
ON CONFLICT (agency_id) DO UPDATE SET
    name = excluded.name, name_year = excluded.name_year,
    region_code = excluded.region_code, province = excluded.province, prefecture = excluded.prefecture,
    county = excluded.county, zone = excluded.zone, former_region_code = excluded.former_region_code,
    successor_region_code = excluded.successor_region_code, level = excluded.level,
    candidates = excluded.candidates, kind = excluded.kind,
    -- A family that only one of its names tells is not lost when another name is loaded.
    function_code = coalesce(excluded.function_code, function_code);

-- An agency that lost a report may have lost the name it stood under.
UPDATE dim_agency SET name = best_name.name, name_year = best_name.name_year
FROM best_name
WHERE
    best_name.agency_id = dim_agency.agency_id
    AND (dim_agency.name, dim_agency.name_year) IS DISTINCT FROM (best_name.name, best_name.name_year);

DROP TABLE best_name;
