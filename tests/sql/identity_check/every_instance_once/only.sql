scope IN ('total', 'regulation', 'reconsideration', 'granted')
