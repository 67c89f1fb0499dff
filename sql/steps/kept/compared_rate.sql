-- A number for each rate, as for the groups.
-- grain: metric_no
-- depends: metric_rate
-- refresh: year
CREATE OR REPLACE TEMP TABLE compared_rate AS
SELECT row_number() OVER (ORDER BY metric)::UTINYINT AS metric_no, metric FROM metric_rate;
