applicant = 'total' AND (agency_id = 'a' OR outcome = 'granted')
