"""The pages, one module each: `show` draws it; `VALUES` are what its address may say besides its filters and tables."""
