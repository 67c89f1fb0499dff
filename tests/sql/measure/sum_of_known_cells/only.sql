measure IN ('requests_denied', 'requests_other', 'lawsuits', 'fee_amount')
