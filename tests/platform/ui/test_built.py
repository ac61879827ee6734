"""A script that is imported later is served under the name that Vite wrote into the one that imports it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from paripurna.config.settings import base
from paripurna.platform.ui.built import BuiltStaticFilesStorage, is_built

BUILT = {
    "dist/main-DUHMus8C.js": 'document.querySelector("[data-p-viewer]") && import("./viewer-a_B-3456.js");',
    "dist/viewer-a_B-3456.js": 'import { word } from "./main-DUHMus8C.js"; word("page");',
    "dist/style-BSxh3jZP.css": '@font-face { src: url("./inter-DO1Apj_S.woff2"); }',
    "dist/style-BSxh3jZP.css.br": "squeezed",
    "dist/inter-DO1Apj_S.woff2": "font",
    "dist/mark.svg": "<svg/>",
}


@pytest.fixture
def root(tmp_path: Path, settings: Any) -> Path:
    """A folder of static files, gathered as `paripurna build` does."""
    source = tmp_path / "source"
    for name, text in BUILT.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    root = tmp_path / "static"
    storage = BuiltStaticFilesStorage(location=root, base_url="/static/")
    found = FileSystemStorage(location=source)
    for name in BUILT:
        with found.open(name) as file:
            storage.save(name, file)
    done = list(storage.post_process({name: (found, name) for name in BUILT}))
    assert not [failed for _name, _hashed, failed in done if isinstance(failed, Exception)]
    return root


def fetch(root: Path, url: str, takes: str = "") -> tuple[int, str, str]:
    """This function will return what the middleware of a running house answers: status, content, how long to keep it."""

    def know_nothing(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=404)

    answer = WhiteNoiseMiddleware(know_nothing)(RequestFactory().get(url, HTTP_ACCEPT_ENCODING=takes))
    content = b"".join(answer).decode()
    answer.close()
    return answer.status_code, content, answer.get("Cache-Control", "")


@pytest.fixture(autouse=True)
def _as_in_production(root: Path, settings: Any) -> None:
    settings.STATIC_ROOT, settings.STATIC_URL = str(root), "/static/"
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = base.WHITENOISE_KEEP_ONLY_HASHED_FILES
    settings.WHITENOISE_IMMUTABLE_FILE_TEST = base.WHITENOISE_IMMUTABLE_FILE_TEST


class TestServing:
    @pytest.mark.parametrize("name", [name for name in BUILT if is_built(name) and not name.endswith(".br")])
    def test_what_vite_named_is_served_under_that_name_and_kept_for_good(self, root: Path, name: str) -> None:
        status, content, keep = fetch(root, f"/static/{name}")

        assert (status, content) == (200, BUILT[name])
        assert "immutable" in keep

    def test_what_vite_squeezed_goes_to_who_takes_it(self, root: Path) -> None:
        assert fetch(root, "/static/dist/style-BSxh3jZP.css", takes="gzip, br")[:2] == (200, "squeezed")

    def test_what_is_imported_later_is_there(self, root: Path) -> None:
        text = (root / "dist/main-DUHMus8C.js").read_text()
        imported = text.partition('import("./')[2].partition('"')[0]

        assert fetch(root, f"/static/dist/{imported}")[:2] == (200, BUILT[f"dist/{imported}"])

    def test_everything_else_gets_a_hash_and_loses_its_plain_name(self, root: Path) -> None:
        assert not (root / "dist/mark.svg").exists()
        (named,) = root.glob("dist/mark.*.svg")
        assert "immutable" in fetch(root, f"/static/dist/{named.name}")[2]
