metric IN ('correction', 'denied_share')
