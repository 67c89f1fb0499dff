metric = 'denied_share'
