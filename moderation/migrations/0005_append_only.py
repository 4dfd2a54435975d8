"""The log of moderation is only added to: the database itself refuses to change, delete or empty it.

The tests empty their own databases, whose names begin with `test_`, with a setting that nothing else makes.
"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION moderation_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'UPDATE' AND current_database() LIKE 'test\\_%'
        AND current_setting('talkoot.tests_empty_tables', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'The log of moderation is only added to.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER moderation_entry_stays BEFORE UPDATE OR DELETE ON moderation_entry
    FOR EACH ROW EXECUTE FUNCTION moderation_entry_stays();
CREATE TRIGGER moderation_entry_is_never_emptied BEFORE TRUNCATE ON moderation_entry
    FOR EACH STATEMENT EXECUTE FUNCTION moderation_entry_stays();
ALTER TABLE moderation_entry ENABLE ALWAYS TRIGGER moderation_entry_stays;
ALTER TABLE moderation_entry ENABLE ALWAYS TRIGGER moderation_entry_is_never_emptied;
"""
BACKWARDS = """
DROP TRIGGER IF EXISTS moderation_entry_stays ON moderation_entry;
DROP TRIGGER IF EXISTS moderation_entry_is_never_emptied ON moderation_entry;
DROP FUNCTION IF EXISTS moderation_entry_stays();
"""


class Migration(migrations.Migration):
    """One function, two triggers."""

    dependencies = [("moderation", "0004_appeals")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
