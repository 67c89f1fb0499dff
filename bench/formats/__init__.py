"""Word, Excel, PDF and scans: reports in other formats, read and held against their truth."""
