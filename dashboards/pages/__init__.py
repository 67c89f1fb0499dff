"""The pages, one module each: `FILTERS`, the filters that it shows, and `show`, which draws it."""
