"""The database itself keeps editions and the history of answers as they were; only a person's name may leave a version."""

from django.db import migrations

GUARD = """
CREATE FUNCTION sheets_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: it is kept as it was', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION sheets_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.changed_by_id IS NULL AND (to_jsonb(NEW) - 'changed_by_id') = (to_jsonb(OLD) - 'changed_by_id') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a version of an answer is kept as it was' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER sheets_snapshot_stays BEFORE UPDATE OR DELETE ON sheets_editionsnapshot
    FOR EACH ROW EXECUTE FUNCTION sheets_refuse();
CREATE TRIGGER sheets_snapshot_not_emptied BEFORE TRUNCATE ON sheets_editionsnapshot
    FOR EACH STATEMENT EXECUTE FUNCTION sheets_refuse();
CREATE TRIGGER sheets_content_stays BEFORE UPDATE OR DELETE ON sheets_editioncontent
    FOR EACH ROW EXECUTE FUNCTION sheets_refuse();
CREATE TRIGGER sheets_content_not_emptied BEFORE TRUNCATE ON sheets_editioncontent
    FOR EACH STATEMENT EXECUTE FUNCTION sheets_refuse();
CREATE TRIGGER sheets_version_stays BEFORE UPDATE ON sheets_answerversion
    FOR EACH ROW EXECUTE FUNCTION sheets_version_stays();
CREATE TRIGGER sheets_version_not_deleted BEFORE DELETE ON sheets_answerversion
    FOR EACH ROW EXECUTE FUNCTION sheets_refuse();
CREATE TRIGGER sheets_version_not_emptied BEFORE TRUNCATE ON sheets_answerversion
    FOR EACH STATEMENT EXECUTE FUNCTION sheets_refuse();
"""

OPEN = """
DROP TRIGGER sheets_snapshot_stays ON sheets_editionsnapshot;
DROP TRIGGER sheets_snapshot_not_emptied ON sheets_editionsnapshot;
DROP TRIGGER sheets_content_stays ON sheets_editioncontent;
DROP TRIGGER sheets_content_not_emptied ON sheets_editioncontent;
DROP TRIGGER sheets_version_stays ON sheets_answerversion;
DROP TRIGGER sheets_version_not_deleted ON sheets_answerversion;
DROP TRIGGER sheets_version_not_emptied ON sheets_answerversion;
DROP FUNCTION sheets_version_stays();
DROP FUNCTION sheets_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("sheets", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, OPEN)]
