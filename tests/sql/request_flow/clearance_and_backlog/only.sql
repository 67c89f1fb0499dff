applicant IN ('total', 'enterprise')
