-- Requests, denials, reviews and lawsuits of each year, over reports of one kind. Parameters: whose; region or NULL.
-- grain: report_year
-- depends: every_measure, chosen_agency
-- Each sum with the reports that tell it. `both`, `before`, `now`: requests of the agencies that tell them of this year and of
-- the one before, since two sums over different agencies are no change.
WITH figure AS (
    SELECT
        kept.agency_id, kept.report_year,
        any_value(kept.value) FILTER (measure = 'requests_received') AS received,
        any_value(kept.value) FILTER (measure = 'requests_handled') AS handled,
        any_value(kept.value) FILTER (measure = 'requests_denied') AS denied,
        any_value(kept.value) FILTER (measure = 'reconsiderations') AS reconsiderations,
        any_value(kept.value) FILTER (measure = 'lawsuits') AS lawsuits,
        any_value(kept.value) FILTER (measure = 'disputes_corrected') AS corrected,
        any_value(kept.value) FILTER (measure = 'disputes_concluded') AS concluded
    FROM every_measure() AS kept
    JOIN chosen_agency($region, NULL, NULL) AS chosen USING (agency_id)
    WHERE chosen.whose = $whose
    GROUP BY kept.agency_id, kept.report_year
)
SELECT
    this.report_year, count(*) AS reports,
    sum(this.received)::DOUBLE AS received, count(this.received) AS received_known,
    sum(this.denied) FILTER (this.handled IS NOT NULL)::DOUBLE AS denied,
    sum(this.handled) FILTER (this.denied IS NOT NULL)::DOUBLE AS handled, count(this.denied + this.handled) AS denied_known,
    sum(this.reconsiderations)::DOUBLE AS reconsiderations, count(this.reconsiderations) AS reconsiderations_known,
    sum(this.lawsuits)::DOUBLE AS lawsuits, count(this.lawsuits) AS lawsuits_known,
    sum(this.corrected) FILTER (this.concluded IS NOT NULL)::DOUBLE AS corrected,
    sum(this.concluded) FILTER (this.corrected IS NOT NULL)::DOUBLE AS concluded,
    count(this.corrected + this.concluded) AS concluded_known,
    count(this.received + last.received) AS both,
    sum(last.received) FILTER (this.received IS NOT NULL)::DOUBLE AS before,
    sum(this.received) FILTER (last.received IS NOT NULL)::DOUBLE AS now
FROM figure AS this
LEFT JOIN figure AS last ON last.agency_id = this.agency_id AND last.report_year = this.report_year - 1
GROUP BY this.report_year
ORDER BY this.report_year
