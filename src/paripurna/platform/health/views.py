"""The doors for monitors."""

from __future__ import annotations

import ipaddress
import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from paripurna.platform.access.doors import Openness, open_to
from paripurna.platform.health import metrics as measures
from paripurna.platform.health.checks import is_ready, list_checks

NOT_READY = 503


@require_safe
@open_to(Openness.EVERYONE)
def healthz(_request: HttpRequest) -> HttpResponse:
    """This view will say that the process lives; it asks nothing and nobody."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@require_safe
@open_to(Openness.EVERYONE)
def readyz(_request: HttpRequest) -> JsonResponse:
    """This view will say whether people can be let in: 200 or 503, and which check failed."""
    checks = list_checks(at=timezone.now())
    told = {check.name: {"ok": check.is_well, **({"note": check.note} if check.note else {})} for check in checks}
    ready = is_ready(checks)
    status = 200 if ready else NOT_READY
    return JsonResponse({"ready": ready, "checks": told}, status=status, headers={"Cache-Control": "no-store"})


@require_safe
@open_to(Openness.EVERYONE)
def metrics(request: HttpRequest) -> HttpResponse:
    """This view will tell the measures to who knows the token or, when there is none, to this very machine."""
    if not _may_measure(request):
        raise Http404
    return HttpResponse(measures.render(at=timezone.now()), content_type=CONTENT_TYPE_LATEST)


def _may_measure(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    # Behind a proxy everybody comes from this machine.
    is_forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not is_forwarded and _is_here(request.META.get("REMOTE_ADDR", ""))


def _is_here(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
