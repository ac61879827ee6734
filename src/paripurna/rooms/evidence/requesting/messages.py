"""Ready words for a person to send: a WhatsApp message, a letter to the head of an agency. Nothing is sent from here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from django.conf import settings
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from paripurna.platform.ui.formats import format_date
from paripurna.rooms.evidence.requesting.sentences import request_url

if TYPE_CHECKING:
    from paripurna.rooms.evidence.models import ProofRequest
    from paripurna.rooms.network.types import AgencyDetail

MOBILE = re.compile(r"^628\d{7,12}$")
LANGUAGE = "id"  # officers and heads are written to in Indonesian, whoever sends it
LINES_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Message:
    """Words, and the links by which a person sends them from their own telephone or mail program."""

    text: str
    whatsapp_url: str
    mail_url: str = ""


def build_reminder(request: ProofRequest, detail: AgencyDetail | None) -> Message:
    """This function will write to whoever brings the document; without a contact the person chooses whom."""
    with override(LANGUAGE):
        text = _(
            "Good day. The KLA secretariat of %(city)s awaits this document from %(agency)s: %(title)s. "
            "Due %(day)s. Open: %(url)s Thank you."
        ) % {**_names(request), "title": request.title, "day": _day(request.due_on), "url": _address(request)}
    return Message(text, whatsapp_url(text, detail.draft.contact_phone if detail else ""))


def build_letter(requests: Sequence[ProofRequest], detail: AgencyDetail) -> Message:
    """This function will write to the head of an agency what is awaited, by date; nobody is blamed."""
    first = requests[0]
    with override(LANGUAGE):
        head = _("To the head of %(agency)s%(name)s") % {
            "agency": detail.ref.name,
            "name": f" ({detail.draft.head_name})" if detail.draft.head_name else "",
        }
        body = _(
            "The KLA secretariat of %(city)s awaits these documents from %(agency)s. "
            "Please help to get them brought; each counts for the evaluation of the city:"
        ) % _names(first)
        end = _("Thank you for your help. Open the list: %(url)s") % {"url": _address(first)}
        subject = _("Documents awaited from %(agency)s") % _names(first)
        lines = [
            _("- %(title)s, due %(day)s") % {"title": request.title, "day": _day(request.due_on)}
            for request in requests[:LINES_AT_MOST]
        ]
        if len(requests) > LINES_AT_MOST:
            lines.append(_("- and %(count)s more") % {"count": len(requests) - LINES_AT_MOST})
    text = "\n\n".join((head, body, "\n".join(lines), end))
    address = detail.draft.contact_email
    mail = f"mailto:{quote(address, safe='@')}?subject={quote(subject)}&body={quote(text)}"
    return Message(text, whatsapp_url(text, detail.draft.contact_phone), mail)


def whatsapp_url(text: str, phone: str) -> str:
    """This function will return the link that opens WhatsApp with the words, to a mobile number when there is one."""
    return f"https://wa.me/{read_mobile(phone)}?text={quote(text)}"


def read_mobile(phone: str) -> str:
    """This function will return an Indonesian mobile number as WhatsApp wants it (628…), or an empty text for any other."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("0"):
        digits = f"62{digits[1:]}"
    elif digits.startswith("8"):
        digits = f"62{digits}"
    return digits if MOBILE.match(digits) else ""


def _names(request: ProofRequest) -> dict[str, str]:
    return {"city": request.city.name, "agency": request.agency.abbreviation}


def _day(day: date) -> str:
    return format_date(day, get_language() or LANGUAGE)


def _address(request: ProofRequest) -> str:
    return urljoin(settings.PUBLIC_URL, request_url(request))
