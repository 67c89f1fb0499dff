check_code = 'results_sum' AND (agency_id = 'a' OR scope = 'reconsideration')
