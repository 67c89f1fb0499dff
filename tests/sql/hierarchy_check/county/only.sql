measure IN ('requests_received', 'requests_handled', 'lawsuits', 'reconsiderations')
