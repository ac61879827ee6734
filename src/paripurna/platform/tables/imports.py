"""One way to import: a file is kept and read, shown to who began it, then taken whole or not at all, and once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from paripurna.platform.access.classes import INTERNAL, PERSONAL
from paripurna.platform.access.types import Refused, Stranger
from paripurna.platform.files import actions as files
from paripurna.platform.files import store
from paripurna.platform.files.types import FileRefused, MediaType, Refusal
from paripurna.platform.tables import RowProblem, Table, TableError, read_table

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from paripurna.platform.accounts.models import User
    from paripurna.platform.files.models import StoredFile

TABLES = frozenset({MediaType.XLSX, MediaType.CSV, MediaType.TEXT})
MAX_BYTES = 25 * 1024**2  # a table is read as a whole
KEPT_READ = 4  # files: preview and run of one import read the same
Read = Callable[[bytes], Table]


class ImportRefused(Refused):
    """An import cannot be done now; `sentence` says why."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent."""

    chunks: Iterable[bytes]
    name: str

    @classmethod
    def of(cls, file: UploadedFile) -> Upload:
        return cls(file.chunks(), file.name or "impor")


class FileImport(models.Model):
    """A file on its way in: looked at first, then taken whole or not at all."""

    FIELD_CLASSES = {
        **dict.fromkeys(("id", "code", "city", "file", "filename", "begun_at", "done_at"), INTERNAL),
        "begun_by": PERSONAL,
    }

    code = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    city = models.ForeignKey("regions.City", models.CASCADE, related_name="+")
    file = models.ForeignKey("files.StoredFile", models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.filename

    def finish(self, *, at: datetime, **counts: int) -> None:
        """This method will note that everything was taken, and how much of what: `added=7` is kept as `added_count`."""
        self.done_at = at
        for name, count in counts.items():
            setattr(self, f"{name}_count", count)
        self.save(update_fields=["done_at", *(f"{name}_count" for name in counts)])


class RowsImport(FileImport):
    """An import of rows that a register adds or changes."""

    FIELD_CLASSES = FileImport.FIELD_CLASSES | dict.fromkeys(("added_count", "changed_count"), INTERNAL)

    added_count = models.PositiveIntegerField(default=0)
    changed_count = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


AnyImport = TypeVar("AnyImport", bound=FileImport)


def keep_table(
    upload: Upload,
    *,
    at: datetime,
    kinds: frozenset[MediaType] = TABLES,
    max_bytes: int = MAX_BYTES,
    read: Read = read_table,
) -> StoredFile:
    """This function will keep a file that can be read as a table. Raises `FileRefused` and `TableError`."""
    try:
        file = files.keep(chunks=upload.chunks, filename=upload.name, at=at, kinds=kinds, max_bytes=max_bytes)
    except FileRefused as refused:
        if refused.reason is not Refusal.KIND or kinds is not TABLES:
            raise
        raise TableError("NOT_A_WORKBOOK") from refused  # the other sentence lists kinds that hold no table
    read_kept(file.hash, read)
    return file


@lru_cache(maxsize=KEPT_READ)
def read_kept(content_hash: str, read: Read = read_table) -> Table:
    """This function will read a kept file as a table. Raises `TableError` and `FileLost`."""
    return read(b"".join(store.read(store.key_of(content_hash))))


def begin(
    model: type[AnyImport], upload: Upload, file: StoredFile, *, by: User, at: datetime, **said: object
) -> AnyImport:
    """This function will note a kept file as an import that was begun; `said` is what the room keeps with it."""
    return model._default_manager.create(file=file, filename=upload.name[-200:], begun_by=by, begun_at=at, **said)


def get_begun(imports: models.QuerySet[AnyImport], code: uuid.UUID, user: User, *, keeps_all: bool) -> AnyImport:
    """This function will return an import: one's own, or any for who keeps all that it may write. Raises `Stranger`.

    A preview shows what nobody else has written down yet: names, and what agencies have not handed in.
    """
    found = imports.select_related("file", "city__region").filter(code=code).first()
    if found is None or not (keeps_all or found.begun_by_id == user.pk):
        raise Stranger
    return found


def hold(begun: AnyImport) -> AnyImport:
    """This function will lock an import until the transaction is over. Raises `ImportRefused` for one that is done."""
    imports = type(begun)._default_manager.select_for_update(of=("self",)).select_related("city__region", "file")
    held = imports.get(pk=begun.pk)
    if held.done_at:
        raise ImportRefused(_("This file was imported already."))
    return held


def check_clean(problems: Collection[RowProblem]) -> None:
    """This function will raise `ImportRefused` while anything stands in the way."""
    if problems:
        raise ImportRefused(_("Mend the rows named below and choose the file again. Nothing was written."))
