outcome IN ('granted', 'denied') AND applicant IN ('total', 'natural_person', 'enterprise')
