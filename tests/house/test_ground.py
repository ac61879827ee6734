"""The ground of the tests itself: database, network, templates."""

import socket
import warnings

import pytest
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.template import engines

from tests.network import NetworkIsShut
from tests.templates import QueryInTemplate


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.django_db
def test_database_is_a_real_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int")
        (version,) = cursor.fetchone()

    assert version >= 150000


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", [1, 2])
def test_database_is_fresh_after_a_test_that_committed(attempt: int) -> None:
    ContentType.objects.create(app_label="left", model="behind")

    assert ContentType.objects.filter(app_label="left").count() == 1
    assert get_user_model()


def test_network_is_shut() -> None:
    with pytest.raises(NetworkIsShut):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="careful"):
        warnings.warn("careful", stacklevel=1)


def test_template_may_not_guess() -> None:
    with pytest.raises(LookupError, match="nobody_gave"):
        render("{{ nobody_gave }}")


@pytest.mark.django_db
def test_template_may_not_ask_the_database() -> None:
    with pytest.raises(QueryInTemplate):
        render("{% for kind in kinds %}{{ kind }}{% endfor %}", kinds=ContentType.objects.all())
