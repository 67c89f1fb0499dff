"""One page of a PDF: its characters, lines and ruling lines as the eye sees them."""
