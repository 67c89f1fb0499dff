"""Objects fetched, batches read, pieces of a load done by the workers of a Dask cluster; the only place with Dask."""
