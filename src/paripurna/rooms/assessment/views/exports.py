"""Doors through which a round leaves the house."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from typing import IO
from uuid import UUID

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import slugify

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.rooms.assessment.exports.gaps import stream_gaps
from paripurna.rooms.assessment.exports.plain import stream_csv, stream_json
from paripurna.rooms.assessment.position import Position, read_position
from paripurna.rooms.assessment.queries import get_round

IN_MEMORY = 2**21
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _read(request: CityRequest, code: UUID) -> Position:
    return read_position(get_round(request.city, code=str(code)), today=timezone.localdate())


def _name(position: Position, ending: str) -> str:
    example = "-contoh" if position.round.sheet.is_example else ""
    label = slugify(position.round.label).removesuffix("-contoh")
    return f"{position.round.city.slug}-{label}{example}.{ending}"


@requires(Permission.EXPORT)
def export_workbook(request: CityRequest, code: UUID) -> HttpResponseBase:
    from paripurna.rooms.assessment.exports.workbook import write_workbook  # late: loads openpyxl

    position = _read(request, code)
    return attach(lambda file: write_workbook(position, file), _name(position, "xlsx"))


@requires(Permission.EXPORT)
def export_csv(request: CityRequest, code: UUID) -> HttpResponseBase:
    position = _read(request, code)
    return stream(stream_csv(position), "text/csv; charset=utf-8", _name(position, "csv"))


@requires(Permission.EXPORT)
def export_json(request: CityRequest, code: UUID) -> HttpResponseBase:
    position = _read(request, code)
    return stream(stream_json(position), "application/json", _name(position, "json"))


@requires(Permission.EXPORT)
def export_gaps(request: CityRequest, code: UUID) -> HttpResponseBase:
    position = _read(request, code)
    return stream(stream_gaps(position, request.GET), "text/csv; charset=utf-8", _name(position, "kesenjangan.csv"))


@requires(Permission.EXPORT)
def export_losses(request: CityRequest, code: UUID) -> HttpResponseBase:
    from paripurna.rooms.assessment.exports.losses import stream_losses  # late: loads openpyxl

    position = _read(request, code)
    return stream(stream_losses(position, request.GET), "text/csv; charset=utf-8", _name(position, "kehilangan.csv"))


@requires(Permission.EXPORT)
def export_losses_workbook(request: CityRequest, code: UUID) -> HttpResponseBase:
    from paripurna.rooms.assessment.exports.losses import write_losses  # late: loads openpyxl

    position = _read(request, code)
    return attach(lambda file: write_losses(position, request.GET, file), _name(position, "kehilangan.xlsx"))


@requires(Permission.EXPORT)
def export_report(request: CityRequest, code: UUID) -> HttpResponse:
    from paripurna.rooms.assessment.exports.report import build_report  # late: loads Typst

    position = _read(request, code)
    response = HttpResponse(build_report(position, at=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{_name(position, "pdf")}"'
    return response


def attach(write: Callable[[IO[bytes]], None], name: str) -> FileResponse:
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed by the response
    write(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def stream(lines: Iterator[str], content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
