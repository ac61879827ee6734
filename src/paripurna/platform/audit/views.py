"""Jejak: the page where the audit of a city is read, and its export."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.audit import queries
from paripurna.platform.audit.forms import EventFilterForm
from paripurna.platform.audit.types import EventLine
from paripurna.platform.ui.components.stories import Entry

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@requires(Permission.AUDIT_VIEW)
def event_list(request: CityRequest) -> HttpResponse:
    """This view will show who did what in the city, newest first."""
    form = EventFilterForm(request.GET)
    page = queries.list_events(city=request.city, filters=form.filters(), before=form.before())
    entries = [Entry(line.at, line.sentence, url=line.subject.url, url_label=line.subject.text) for line in page.lines]
    asked = {key: value for key, value in request.GET.items() if value and key in form.fields and key != "sebelum"}
    context = {
        "form": form,
        "entries": entries,
        "verbs": queries.list_told_verbs(city=request.city),
        "people": queries.list_actors(city=request.city),
        "is_filtered": bool(asked),
        "query": urlencode(asked),
        "older_query": urlencode({**asked, "sebelum": page.next_before}) if page.next_before else "",
    }
    return render(request, "audit/event_list.html", context)


@requires(Permission.AUDIT_VIEW)
def event_export(request: CityRequest) -> StreamingHttpResponse:
    """This view will send every event that fits as CSV, row by row."""
    lines = queries.iterate_events(city=request.city, filters=EventFilterForm(request.GET).filters())
    response = StreamingHttpResponse(
        _csv_rows(lines, ZoneInfo(request.city.time_zone)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="jejak-{request.city.slug}.csv"'
    return response


class Echo:
    """A file that hands back what is written to it, so that the CSV writer can stream."""

    def write(self, row: str) -> str:
        return row


def _csv_rows(lines: Iterator[EventLine], zone: ZoneInfo) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"  # so that spreadsheets read it as UTF-8
    yield writer.writerow([_("Number"), _("Time"), _("Person"), _("Event"), _("Subject"), _("Sentence")])
    for line in lines:
        at = line.at.astimezone(zone).isoformat(timespec="seconds")
        cells = [str(line.position), at, line.person, line.verb, line.subject.text, line.sentence]
        yield writer.writerow([_harmless(cell) for cell in cells])


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
