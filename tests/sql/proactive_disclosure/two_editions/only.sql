document = 'normative_document'
