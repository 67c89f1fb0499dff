"""What `make bench` measures: reports, what a process costs, an ingest by stage, results that are kept, tables."""
