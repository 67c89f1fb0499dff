-- The manifest's rows that are new, told when this run began.
-- grain: none; a row of the manifest
-- depends: new_manifest_row
INSERT INTO manifest_row BY NAME SELECT *, $started_at::TIMESTAMPTZ AS told_at FROM new_manifest_row
