"""Tables: lines and grids to form rows, cells and what became of each token."""
