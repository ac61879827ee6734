"""What a device asks for that keeps sheets without a network: its ticket, the shell, and the script that answers for them.

The shell is what a browser shows without a network: a page without a word of anybody's data. The script behind it is served
beside the pages that it may answer for.
"""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET

from paripurna.platform.access.doors import CityRequest, requires
from paripurna.platform.access.types import Permission
from paripurna.platform.ui.assets import list_needed, read_built
from paripurna.rooms.sheets.pages.device import describe_session
from paripurna.rooms.sheets.typed import current_language
from paripurna.rooms.sheets.views.opening import get_fillable

SCRIPTS = ("main.css", "theme.js", "fill.js")


@require_GET
@requires(Permission.CITY_VIEW)
def give_ticket(request: CityRequest, code: UUID) -> JsonResponse:
    """What a phone asks for when its network is back: who is signed in, and the token that lets it send."""
    get_fillable(request, code)
    return JsonResponse({**describe_session(request), "token": get_token(request)})


@require_GET
@requires(Permission.CITY_VIEW)
def show_shell(request: CityRequest) -> HttpResponse:
    """The page without data that a browser keeps. Without a request in its context, nothing personal can come into it."""
    return HttpResponse(render_to_string("sheets/fill_shell.html", {"language": current_language()}))


@require_GET
@requires(Permission.CITY_VIEW)
def send_worker(request: CityRequest) -> HttpResponse:
    """The service worker, told which files it keeps: those that the shell asks for, and no other."""
    shell = reverse("sheets:fill_shell", kwargs={"city": request.city.slug})
    kept = json.dumps({"shell": shell, "files": list_needed(SCRIPTS)})
    script = f"self.KEPT = {kept};\n{read_built('fill-worker.js')}"
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
