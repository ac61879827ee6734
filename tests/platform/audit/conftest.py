import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.audit import types
from paripurna.platform.audit.actions import record
from tests.factories.platform import NOW, build_city, build_person


@pytest.fixture(autouse=True)
def verbs(monkeypatch):
    monkeypatch.setattr(types, "_VERBS", {})
    monkeypatch.setattr(types, "_SUBJECTS", dict(types._SUBJECTS))
    types.register_verb("tests.letter_sent", _("%(person)s sent %(subject)s to %(receiver)s (%(count)s pages)"))
    types.register_verb("tests.door_opened", _("%(person)s opened %(subject)s"))


@pytest.fixture
def city(db):
    return build_city()


@pytest.fixture
def person(db):
    return build_person()


@pytest.fixture
def write(city, person):
    def write(verb="tests.door_opened", subject="tests.door:1", *, by=person, at=NOW, **details):
        with transaction.atomic():
            return record(verb=verb, city=city, subject=subject, details=details, by=by, at=at)

    return write
