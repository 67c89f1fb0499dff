topic = 'applications_other' OR definition = 'concluded_reconsiderations' AND scope = 'all'
