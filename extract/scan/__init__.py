"""Scans: pictures of pages to lines of text and cells, with the libraries of the extra `scans`.

Each piece of writing is read twice, at two scales. Where the two do not say the same, `extract.layout.UNSURE` stands in
the text, so that what holds it is no number, no name, no date and no claim.
"""
