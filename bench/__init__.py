"""Benchmarks and the material that they run on; nothing the warehouse itself needs."""
