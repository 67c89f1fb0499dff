measure = 'fee_amount'
