measure IN ('requests_received', 'requests_carried_in', 'requests_in_hand', 'requests_granted', 'requests_handled')
