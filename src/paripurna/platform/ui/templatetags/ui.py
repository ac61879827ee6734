"""`{% load ui %}`: every component of the house."""

from django import template

from paripurna.platform.ui.components import (
    badges,
    basics,
    figures,
    formatting,
    forms,
    frames,
    imports,
    lists,
    maps,
    numbers,
    preferences,
    ruler,
    stories,
    uploads,
)

register = template.Library()

for module in (
    badges,
    basics,
    figures,
    formatting,
    forms,
    frames,
    imports,
    lists,
    maps,
    numbers,
    preferences,
    ruler,
    stories,
    uploads,
):
    register.tags.update(module.register.tags)
    register.filters.update(module.register.filters)
