"""The database itself keeps the audit append-only: events stay, and a head only steps to an event that exists."""

from django.db import migrations

GUARD = """
CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION audit_head_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.position = 0 AND NEW.hash = repeat('0', 64) THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.chain = OLD.chain AND NEW.position = OLD.position + 1 AND EXISTS (
        SELECT FROM audit_event
        WHERE chain = NEW.chain AND position = NEW.position AND hash = NEW.hash AND previous_hash = OLD.hash
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the head of an audit chain steps by one, to an event that exists'
        USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_event_stays BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_event_not_emptied BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_not_emptied BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_head_steps BEFORE INSERT OR UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_head_step();
"""

OPEN = """
DROP TRIGGER audit_event_stays ON audit_event;
DROP TRIGGER audit_event_not_emptied ON audit_event;
DROP TRIGGER audit_head_stays ON audit_head;
DROP TRIGGER audit_head_not_emptied ON audit_head;
DROP TRIGGER audit_head_steps ON audit_head;
DROP FUNCTION audit_head_step();
DROP FUNCTION audit_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, OPEN)]
