"""Tables without rules: columns by where things stand."""
