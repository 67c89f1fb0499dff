"""What a document, its page and its names say of who, which year and when."""
