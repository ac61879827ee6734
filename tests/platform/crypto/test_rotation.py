"""Sealed columns in the database, and turning their keys."""

import uuid

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from paripurna.platform.crypto import rotation
from paripurna.platform.crypto.fields import SealedTextField
from paripurna.platform.crypto.keys import add_key
from paripurna.platform.crypto.sealing import is_sealed, seal, unseal
from paripurna.platform.crypto.types import SealBroken

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.CRYPTO_KEYS = []
    settings.CRYPTO_KEY_FILE = tmp_path / "keys.json"


@pytest.fixture
def letter_model(db, monkeypatch):
    with isolate_apps("paripurna.platform.crypto"):

        class Letter(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)
            body = SealedTextField(null=True)
            extra = models.JSONField(default=dict)

            class Meta:
                app_label = "crypto"

        with connection.schema_editor() as editor:
            editor.create_model(Letter)
        monkeypatch.setattr(rotation, "list_sealed_columns", lambda: [(Letter, "body"), (Letter, "extra")])
        yield Letter


def stored(letter):
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM crypto_letter WHERE id = %s", [letter.pk])
        return cursor.fetchone()[0]


class TestSealedTextField:
    def test_is_plain_on_the_instance_and_sealed_in_the_database(self, letter_model):
        letter = letter_model.objects.create(body="rahasia")

        assert letter.body == "rahasia"
        assert is_sealed(stored(letter))
        assert letter_model.objects.get().body == "rahasia"
        assert letter_model.objects.defer("body").get().body == "rahasia"

    def test_keeps_the_token_when_another_field_is_saved(self, letter_model):
        letter_model.objects.create(body="rahasia")
        letter = letter_model.objects.get()
        before = stored(letter)

        letter.save()

        assert stored(letter) == before

    def test_does_not_open_in_another_record(self, letter_model):
        one, other = (letter_model.objects.create(body=body) for body in ("satu", "dua"))
        letter_model.objects.filter(pk=other.pk).update(body=stored(one))

        with pytest.raises(SealBroken):
            _ = letter_model.objects.get(pk=other.pk).body

    def test_holds_nothing_as_nothing(self, letter_model):
        letter_model.objects.create(body=None)

        assert letter_model.objects.filter(body__isnull=True).get().body is None

    def test_refuses_to_be_filtered_or_updated_with_plain_text(self, letter_model):
        with pytest.raises(FieldError):
            letter_model.objects.filter(body="rahasia")
        with pytest.raises(FieldError):
            letter_model.objects.update(body="terang")


class TestRotate:
    def test_wraps_every_token_with_the_newest_key(self, letter_model):
        letters = [letter_model.objects.create(body=f"surat {n}", extra={"a": [seal("dalam", "x")]}) for n in range(3)]
        new = add_key()

        changed = rotation.rotate()

        assert changed == 6
        assert rotation.count_by_key() == {new: 6}
        assert [letter_model.objects.get(pk=letter.pk).body for letter in letters] == ["surat 0", "surat 1", "surat 2"]
        assert unseal(letter_model.objects.first().extra["a"][0], "x") == "dalam"

    def test_changes_nothing_the_second_time(self, letter_model):
        letter_model.objects.create(body="rahasia")
        add_key()
        rotation.rotate()

        assert rotation.rotate() == 0
