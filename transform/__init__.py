"""Lines and grids to facts: pure functions, a frame of a whole batch in, a frame out."""
