"""A browser of a person on the pages of a sheet."""

from __future__ import annotations

from html import unescape

from django.urls import reverse


class Visit:
    def __init__(self, client, sheet):
        self.client, self.sheet = client, sheet

    def url(self, name, **more):
        return reverse(f"sheets:{name}", kwargs={"city": self.sheet.city.slug, "code": self.sheet.code, **more})

    def get(self, name, query="", htmx="", **more):
        headers = {"HX-Request": "true", "HX-Target": htmx} if htmx else {}
        return self.client.get(self.url(name, **more) + query, headers=headers)

    def post(self, name, data=None, htmx=False, autosave=False, **more):
        headers = {"HX-Request": "true"} if htmx or autosave else {}
        headers |= {"X-Autosave": "1"} if autosave else {}
        return self.client.post(self.url(name, **more), data or {}, headers=headers)


def text(response):
    return unescape(response.content.decode())
