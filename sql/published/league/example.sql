-- Where does an agency's share of denials stand among its peers, and why has it no rank where it has none?
SELECT agency_id, report_year, round(rate, 3) AS rate, is_ranked, not_ranked_because, peers,
    round(peer_median, 3) AS peer_median, peer_rank
FROM league
WHERE metric = 'denied_share' AND (rate IS NOT NULL OR not_ranked_because = 'too_little_read')
ORDER BY is_ranked, agency_id, report_year
LIMIT 5
