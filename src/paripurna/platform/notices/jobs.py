"""Notices by e-mail. The job carries the id of the notice; address and sentence are looked up when it is sent."""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import send_mail as django_send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from paripurna.platform.jobs.registry import job
from paripurna.platform.jobs.running import Run
from paripurna.platform.notices.mailing import find_mailable, note_mailed
from paripurna.platform.notices.types import tell


@job(name="notices.send_mail", title=gettext_lazy("Send a notice by e-mail"), retries=4)
def send_mail(_run: Run, *, notice_id: str) -> None:
    """This job will send one notice, unless it was read, sent, or is not wanted by e-mail."""
    notice = find_mailable(notice_id)
    if notice is None:
        return
    with translation.override(notice.person.language):
        sentence = tell(notice.code, notice.params)
        context = {
            "sentence": sentence,
            "city": notice.city,
            "url": _address(notice.link),
            "all_url": _address("/akun/kabar/"),
        }
        text = render_to_string("notices/mail.txt", context)
        subject = _("Paripurna: %(sentence)s") % {"sentence": sentence}
    django_send_mail(" ".join(subject.split())[:150], text, None, [notice.person.email])
    note_mailed(notice=notice, at=timezone.now())


def _address(path: str) -> str:
    return urljoin(settings.PUBLIC_URL, path) if path else ""
