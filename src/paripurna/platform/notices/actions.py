"""Telling people, and what they do with it. Reading one's own notices is nobody's business: it is not audited."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from paripurna.platform.jobs import actions as jobs
from paripurna.platform.notices.jobs import send_mail
from paripurna.platform.notices.models import MailWish, Notice
from paripurna.platform.notices.types import UnsafeLink, Value, check_is_registered

if TYPE_CHECKING:
    from paripurna.platform.accounts.models import User
    from paripurna.platform.regions.models import City


def notify(
    *,
    people: Iterable[User],
    code: str,
    params: Mapping[str, Value],
    at: datetime,
    city: City | None = None,
    link: str = "",
    dedup_key: str = "",
) -> int:
    """This function will tell each person once and return how many were told anew.

    With a `dedup_key`, a person who has not read the last one of that key is not told again; it only moves to the top.
    Params are ids, numbers, dates and titles of the work, never personal values. Those who want it get an e-mail, once
    the transaction commits. Raises `UnknownNotice` and `UnsafeLink`.
    """
    check_is_registered(code)
    if link and (not link.startswith("/") or link.startswith("//")):
        raise UnsafeLink(link)
    content = {"city": city, "code": code, "params": dict(params), "link": link, "told_at": at}
    with transaction.atomic():
        return sum(_tell(person, content, dedup_key) for person in people if person.is_active)


def mark_read(*, person: User, notice_id: uuid.UUID, at: datetime) -> None:
    """This function will mark one notice of the person as read."""
    Notice.objects.of(person).unread().filter(pk=notice_id).update(read_at=at)


def mark_all_read(*, person: User, at: datetime) -> None:
    """This function will mark all notices of the person as read."""
    Notice.objects.of(person).unread().update(read_at=at)


def set_mail_wish(*, person: User, wants_mail: bool) -> None:
    """This function will note whether the person wants notices by e-mail too."""
    MailWish.objects.update_or_create(person=person, defaults={"wants_mail": wants_mail})


def _tell(person: User, content: Mapping[str, object], dedup_key: str) -> bool:
    if not dedup_key:
        notice, is_new = Notice.objects.create(person=person, **content), True
    else:
        notice, is_new = Notice.objects.update_or_create(
            person=person, dedup_key=dedup_key, read_at=None, defaults=content
        )
    if is_new and person.email:
        jobs.defer(send_mail, ids={"notice_id": str(notice.pk)})
    return is_new
