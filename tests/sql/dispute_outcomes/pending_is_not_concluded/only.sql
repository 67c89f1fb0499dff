agency_id IN ('a', 'b')
