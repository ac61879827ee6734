import pytest

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from tests.factories.platform import NOW


@pytest.fixture
def stored(db, tmp_path):
    """`stored(content, kind)`: a file as the store keeps it. Hostile ones too, whether or not the door would take them."""
    import hashlib

    def keep(content, kind):
        file = StoredFile.objects.create(
            hash=hashlib.sha256(content).hexdigest(), size=len(content), media_type=kind, stored_at=NOW
        )
        store.put_bytes(content, store.key_of(file.hash))
        return file

    return keep
