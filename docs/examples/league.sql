-- Where does an agency's share of denials stand among its peers?
SELECT agency_id, report_year, round(rate, 3) AS rate, is_ranked, peers, round(peer_median, 3) AS peer_median, peer_rank
FROM league
WHERE metric = 'denied_share' AND rate IS NOT NULL
ORDER BY ALL
LIMIT 5
