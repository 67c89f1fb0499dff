"""One run as a page: what came in, what became of it, what it moved, what it cost."""
