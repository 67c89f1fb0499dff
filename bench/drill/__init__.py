"""`make drill`: nights that are killed at random moments, under readers, and must end as if nothing had happened."""
