"""Batches read, and pieces of a load done, by the workers of a Dask cluster; the only place that knows Dask."""
