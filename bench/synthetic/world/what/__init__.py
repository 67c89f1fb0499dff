"""What a document is: headings, tables, cuts, several reports, decoys."""
