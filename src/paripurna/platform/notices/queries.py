"""Reads of one's own notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from paripurna.platform.notices.models import MailWish, Notice
from paripurna.platform.notices.types import NoticeLine, tell

if TYPE_CHECKING:
    import uuid

    from paripurna.platform.accounts.models import User

PAGE = 30
SHOWN_AT_MOST = 99


@dataclass(frozen=True, slots=True)
class NoticePage:
    lines: tuple[NoticeLine, ...]
    next_before: datetime | None


def count_unread(*, person: User) -> int:
    """This function will count unread notices up to 99, from the index of unread ones alone."""
    return len(Notice.objects.of(person).unread().values_list("pk")[:SHOWN_AT_MOST])


def list_notices(*, person: User, before: datetime | None = None, count: int = PAGE) -> NoticePage:
    """This function will return the person's notices, newest first, told before `before`."""
    found = Notice.objects.of(person).select_related("city")
    if before is not None:
        found = found.filter(told_at__lt=before)
    rows = list(found.order_by("-told_at", "-pk")[: count + 1])
    return NoticePage(tuple(_line(row) for row in rows[:count]), rows[count - 1].told_at if len(rows) > count else None)


def find_link(*, person: User, notice_id: uuid.UUID) -> str | None:
    """This function will return where a notice of the person leads ("" for nowhere), or None if it is not theirs."""
    return Notice.objects.of(person).filter(pk=notice_id).values_list("link", flat=True).first()


def list_told(*, dedup_key: str) -> frozenset[int]:
    """This function will return who was ever told under this key, whether they have read it or not."""
    return frozenset(Notice.objects.filter(dedup_key=dedup_key).values_list("person_id", flat=True))


def wants_mail(*, person: User) -> bool:
    return not MailWish.objects.filter(person=person, wants_mail=False).exists()


def _line(notice: Notice) -> NoticeLine:
    city_name = notice.city.name if notice.city else ""
    sentence = tell(notice.code, notice.params)
    return NoticeLine(notice.pk, sentence, notice.link, city_name, notice.told_at, notice.read_at is not None)
