"""What a document is before its tables are read: which reports it holds."""
