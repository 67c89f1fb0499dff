"""The pages, one module each. `FILTERS` are the filters that a page shows, `show` draws it."""
