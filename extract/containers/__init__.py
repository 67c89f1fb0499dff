"""Files that hold documents: archives, web archives, pages saved with their pictures."""
