"""The view hands plain values to the template: a query while rendering fails the test."""

from __future__ import annotations

from typing import Any

from django.db import connections
from django.template.base import Template


class QueryInTemplate(RuntimeError):
    """A template asked the database; the view should have."""


def forbid_queries(monkeypatch: Any) -> None:
    """This function will make every query that runs while a page is rendered raise `QueryInTemplate`."""
    render = Template.render

    def render_without_queries(self: Template, context: Any) -> Any:
        with connections["default"].execute_wrapper(_refuse):
            return render(self, context)

    monkeypatch.setattr(Template, "render", render_without_queries)


def _refuse(execute: Any, query: Any, *rest: Any) -> Any:
    raise QueryInTemplate(f"A template issued a query: {str(query)[:300]}")
