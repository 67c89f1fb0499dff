"""What a decision is about, looked up in what is published; and what deserves one most."""
