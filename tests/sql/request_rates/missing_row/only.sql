agency_id = 'a' OR outcome = 'granted'
