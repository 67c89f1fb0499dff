"""Tables between ruling lines: cells, and tables that go on over a page."""
