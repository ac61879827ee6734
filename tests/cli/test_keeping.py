"""`paripurna audit` and `paripurna crypto`, on the test's database."""

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils.translation import gettext_lazy as _

from paripurna.cli.audit import audit
from paripurna.cli.crypto import crypto
from paripurna.platform.audit.actions import record
from paripurna.platform.audit.types import register_verb
from tests.factories.platform import NOW, build_city

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings, tmp_path):
    settings.CRYPTO_KEY_FILE = tmp_path / "keys.json"
    return lambda command, *words: CliRunner().invoke(command, words)


@pytest.fixture
def written(db):
    register_verb("tests.told", _("%(person)s told"))
    for number in range(3):
        record(verb="tests.told", city=build_city() if not number else None, subject="tests.a:1", by=None, at=NOW)


class TestAuditVerify:
    def test_says_that_every_chain_is_whole(self, run, written):
        done = run(audit, "verify")

        assert done.exit_code == 0
        assert "pemasangan: utuh, 2 peristiwa" in done.output
        assert "64.71: utuh, 1 peristiwa" in done.output

    def test_names_the_first_broken_link(self, run, written):
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
            cursor.execute("UPDATE audit_event SET subject = 'x' WHERE chain = '64.71'")

        done = run(audit, "verify", "--city", "64.71")

        assert done.exit_code == 1
        assert done.output == "64.71: PUTUS pada peristiwa 1: isinya diubah sesudah ditulis.\n"

    def test_knows_when_there_is_nothing(self, run):
        assert "Belum ada jejak" in run(audit, "verify").output
        assert run(audit, "verify", "--city", "99.99").exit_code == 1


class TestCryptoRotate:
    def test_turns_the_key(self, run):
        before = run(crypto, "status").output
        done = run(crypto, "rotate")

        assert done.exit_code == 0
        assert "0 baris dibungkus ulang" in done.output
        assert len(run(crypto, "status").output.splitlines()) == len(before.splitlines()) + 1

    def test_says_where_keys_of_the_settings_are_turned(self, run, settings):
        settings.CRYPTO_KEYS, settings.CRYPTO_INDEX_KEY = ["A" * 43 + "="], "A" * 43 + "="

        assert "PARIPURNA_KEYS" in run(crypto, "rotate").output
