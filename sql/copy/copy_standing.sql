-- The schema of an earlier copy: whether it is ours, and the first view or table of others that is made from it.
-- grain: one row
-- depends: none
SELECT (SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'gongkai') AS comment,
    EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'gongkai') AS is_there,
    (SELECT min(theirs.relnamespace::regnamespace || '.' || theirs.relname)
        FROM pg_depend JOIN pg_rewrite ON pg_rewrite.oid = pg_depend.objid
            JOIN pg_class AS theirs ON theirs.oid = pg_rewrite.ev_class
            JOIN pg_class AS ours ON ours.oid = pg_depend.refobjid
        WHERE pg_depend.classid = 'pg_rewrite'::regclass AND pg_depend.refclassid = 'pg_class'::regclass
            AND ours.relnamespace::regnamespace::text = 'gongkai'
            AND theirs.relnamespace <> ours.relnamespace) AS built_on_it
