measure IN ('fee_amount', 'penalties')
