"""What the job that mails a notice reads and writes."""

from __future__ import annotations

from datetime import datetime

from paripurna.platform.notices.models import Notice
from paripurna.platform.notices.queries import wants_mail


def find_mailable(notice_id: str) -> Notice | None:
    """This function will return a notice that is still to be sent by e-mail, with its person and city, or None."""
    found = Notice.objects.unread().select_related("person", "city").filter(pk=notice_id, mailed_at=None)
    notice = found.filter(person__is_active=True).exclude(person__email="").first()
    return notice if notice and wants_mail(person=notice.person) else None


def note_mailed(*, notice: Notice, at: datetime) -> None:
    """This function will remember that a notice went out. No audit: it tells of no decision."""
    Notice.objects.filter(pk=notice.pk).update(mailed_at=at)
