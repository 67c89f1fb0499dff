applicant = 'total' AND outcome = 'granted'
