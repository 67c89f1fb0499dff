-- Whoever may read the earlier copy may read the next one: the rights on the schema, and on each table of the same name.
-- grain: one statement
-- depends: none
DO $$
DECLARE
    granted record;
BEGIN
    FOR granted IN
        SELECT format('GRANT %s ON SCHEMA gongkai_next TO %s', given.privilege_type,
                CASE WHEN given.grantee = 0 THEN 'PUBLIC' ELSE given.grantee::regrole::text END) AS statement
        FROM pg_namespace, aclexplode(nspacl) AS given
        WHERE nspname = 'gongkai' AND given.grantee <> nspowner
        UNION ALL
        SELECT format('GRANT %s ON gongkai_next.%I TO %s', given.privilege_type, earlier.relname,
                CASE WHEN given.grantee = 0 THEN 'PUBLIC' ELSE given.grantee::regrole::text END)
        FROM pg_class AS earlier, aclexplode(earlier.relacl) AS given
        WHERE earlier.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'gongkai')
            AND given.grantee <> earlier.relowner
            AND to_regclass(format('gongkai_next.%I', earlier.relname)) IS NOT NULL
    LOOP
        EXECUTE granted.statement;
    END LOOP;
END $$
