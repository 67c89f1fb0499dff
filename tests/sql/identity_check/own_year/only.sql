status = 'fail' OR (scope IN ('new_received', 'natural_person', 'reconsideration') AND check_code <> 'carry_over')
