"""Lines of text to facts: pure functions, a frame of a whole batch in, a frame out."""
