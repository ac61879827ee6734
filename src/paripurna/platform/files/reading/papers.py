"""What a PDF says of itself: pages, where it comes from, and whether its electronic signatures hold.

No network is used: whether a certificate was revoked is not asked, and a page that shows a verdict says so.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.inside import signatures
from paripurna.platform.files.reading.types import Paper, Trouble, Unread
from paripurna.platform.files.types import MediaType

FENCE = Fence(seconds=60, memory_mb=2048)


def read_paper(file: StoredFile, *, at: datetime) -> Paper:
    """This function will return what a PDF says of itself; `at` stands for a signature that names no time.

    Whom to trust is said by `PARIPURNA_TRUST_ROOTS`. Raises `Unread`, `FileLost`.
    """
    if file.kind != MediaType.PDF:
        raise Unread(Trouble.KIND)
    with store.opened(store.key_of(file.hash)) as path:
        return FENCE.run(signatures.read_paper, path, settings.FILES_TRUST_ROOTS, at.isoformat())
