"""What a viewer shows of office files without any office program: paragraphs and tables as plain data."""

from __future__ import annotations

from paripurna.platform.files import store
from paripurna.platform.files.models import StoredFile
from paripurna.platform.files.reading.fence import Fence
from paripurna.platform.files.reading.types import Blocks, TablePart, Trouble, Unread
from paripurna.platform.files.types import MediaType

FENCE = Fence(seconds=20, memory_mb=1536)
ROWS = 200
TABLES = {MediaType.XLSX, MediaType.ODS, MediaType.CSV}
DOCUMENTS = {MediaType.DOCX, MediaType.ODT, MediaType.PPTX}


def read_table(file: StoredFile, *, sheet: int = 0, start: int = 0, count: int = ROWS) -> TablePart:
    """This function will return some rows of a workbook's sheet or of a CSV. Raises `Unread`, `FileLost`."""
    if file.kind not in TABLES:
        raise Unread(Trouble.KIND)
    from paripurna.platform.files.reading.inside import sheets  # late: loads calamine

    with store.opened(store.key_of(file.hash)) as path:
        is_csv = file.kind == MediaType.CSV
        return FENCE.run(sheets.read_table, path, sheet, max(start, 0), min(count, ROWS), is_csv=is_csv)


def read_blocks(file: StoredFile) -> Blocks:
    """This function will return paragraphs and tables of a text or of slides. Raises `Unread`, `FileLost`."""
    if file.kind not in DOCUMENTS:
        raise Unread(Trouble.KIND)
    from paripurna.platform.files.reading.inside import office

    with store.opened(store.key_of(file.hash)) as path:
        return FENCE.run(office.read_blocks, path)
