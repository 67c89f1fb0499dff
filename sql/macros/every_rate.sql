-- Every rate of every current report, those of figures that tell something and those of zeros alone.
-- grain: agency_id, report_year, metric
-- depends: kept_league, kept_cell_zero, kept_report_coverage
CREATE MACRO every_rate() AS TABLE
SELECT
    agency_id, report_year, report_id, metric, numerator, denominator, rate, coverage, read_share, is_ranked,
    not_ranked_because
FROM kept_league
UNION ALL
SELECT
    zero.agency_id, zero.report_year, zero.report_id, zero.metric, 0, 0, NULL, 1, covered.read_share, false,
    coalesce(covered.not_judged_because, 'nothing_to_divide')
FROM (SELECT agency_id, report_year, report_id, unnest(rates) AS metric FROM kept_cell_zero) AS zero
JOIN kept_report_coverage AS covered ON covered.agency_id = zero.agency_id AND covered.report_year = zero.report_year;
