-- What is usual among peers, for every touched year.
-- grain: report_year, peer_group, measure
-- depends: touched_year, measure_value, agency_group, report_coverage
-- refresh: year
-- Reports of which too little was read are peers, and stand behind no median.
INSERT INTO peer_figure
SELECT
    kept.report_year, agency_group.peer_group, kept.measure, count(*), count(kept.value) FILTER (coverage.not_judged_because IS NULL),
    quantile_cont(kept.value::DOUBLE, 0.5) FILTER (coverage.not_judged_because IS NULL),
    quantile_cont(kept.value::DOUBLE, 0.75) FILTER (coverage.not_judged_because IS NULL)
FROM measure_value AS kept
JOIN agency_group ON agency_group.agency_id = kept.agency_id
JOIN report_coverage AS coverage ON coverage.report_id = kept.report_id
WHERE kept.report_year IN (SELECT report_year FROM touched_year) AND agency_group.peer_group IS NOT NULL
GROUP BY ALL;
