-- Schemas of earlier copies go, but for one that somebody still reads: that goes after the next copy.
-- grain: one statement
-- depends: none
DO $$
DECLARE
    earlier text;
BEGIN
    PERFORM set_config('lock_timeout', '3s', true);
    FOR earlier IN SELECT nspname FROM pg_namespace
        WHERE nspname ~ '^gongkai_before_[0-9]+$' AND obj_description(oid, 'pg_namespace') = 'a copy made by gongkai export'
    LOOP
        BEGIN
            EXECUTE format('DROP SCHEMA %I CASCADE', earlier);
        EXCEPTION WHEN lock_not_available THEN
            NULL;
        END;
    END LOOP;
END $$
