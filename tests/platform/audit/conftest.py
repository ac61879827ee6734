from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.models import Membership
from paripurna.platform.accounts.models import User
from paripurna.platform.audit import types
from paripurna.platform.audit.actions import record
from paripurna.platform.regions.models import City, Region

NOW = datetime(2026, 11, 24, 3, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def verbs(monkeypatch):
    monkeypatch.setattr(types, "_VERBS", {})
    monkeypatch.setattr(types, "_SUBJECTS", dict(types._SUBJECTS))
    types.register_verb("tests.letter_sent", _("%(person)s sent %(subject)s to %(receiver)s (%(count)s pages)"))
    types.register_verb("tests.door_opened", _("%(person)s opened %(subject)s"))


@pytest.fixture
def city(db):
    province = Region.objects.create(
        code="64", name="Kalimantan Timur", level=1, type="provinsi", valid_from=date(1957, 1, 1)
    )
    region = Region.objects.create(
        code="64.71", name="Balikpapan", level=2, type="kota", parent=province, valid_from=date(1960, 1, 1)
    )
    return City.objects.create(region=region, code="64.71", slug="balikpapan", name="Balikpapan", enabled_at=NOW)


@pytest.fixture
def person(db):
    return User.objects.create(username="sri", name="Sri Wahyuni", joined_at=NOW)


@pytest.fixture
def member(city, person):
    def grant(role):
        Membership.objects.create(
            user=person, region=city.region, role=role, valid_from=date(2026, 1, 1), granted_at=NOW
        )
        return person

    return grant


@pytest.fixture
def write(city, person):
    def write(verb="tests.door_opened", subject="tests.door:1", *, by=person, at=NOW, **details):
        with transaction.atomic():
            return record(verb=verb, city=city, subject=subject, details=details, by=by, at=at)

    return write
