import hashlib
import os

import pytest

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading import ocr
from tests.factories.platform import NOW


@pytest.fixture
def stored(db, tmp_path):
    """`stored(content, kind)`: a file as the store keeps it. Hostile ones too, whether or not the door would take them."""

    def keep(content, kind):
        file = StoredFile.objects.create(
            hash=hashlib.sha256(content).hexdigest(), size=len(content), media_type=kind, stored_at=NOW
        )
        store.put_bytes(content, store.key_of(file.hash))
        return file

    return keep


@pytest.fixture(scope="session")
def tesseract():
    """Tesseract. Where there is none, reading scans is not tried, loudly; with `CI=true` that is a failure."""
    if not ocr.is_available():
        missing = f"READING OF SCANS NOT TESTED: {ocr.find_state()}, install tesseract-ocr and tesseract-ocr-ind."
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
