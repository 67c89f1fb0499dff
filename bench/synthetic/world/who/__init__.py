"""Who speaks: bodies, places, and where a page names them."""
