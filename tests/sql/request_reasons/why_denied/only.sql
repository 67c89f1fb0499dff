outcome = 'denied' AND (numerator > 0 OR coverage < 1) OR reason IN ('granted', 'other_total')
