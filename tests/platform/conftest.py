"""The world below the rooms."""

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit are cleaned up by TRUNCATE, which the audit refuses: in the test database it lets them."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_not_emptied")
        cursor.execute("ALTER TABLE audit_head DISABLE TRIGGER audit_head_not_emptied")
