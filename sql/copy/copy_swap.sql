-- The new schema takes the place of the earlier one, which waits under another name until nobody reads it.
-- grain: one statement
-- depends: none
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'gongkai') THEN
        EXECUTE format('ALTER SCHEMA gongkai RENAME TO gongkai_before_%s', txid_current());
    END IF;
    ALTER SCHEMA gongkai_next RENAME TO gongkai;
END $$
