"""The WSGI door: `granian --interface wsgi paripurna.config.wsgi:application`."""

import gc

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver, reverse

from paripurna.platform.embedded.doors import prepare

prepare()
application = get_wsgi_application()
reverse("home")  # imports every page now, so that the first request need not wait for it
for _prefix, pages in get_resolver().namespace_dict.values():
    pages.reverse_dict  # noqa: B018 — and their addresses, a quarter of a second, so that the first visitor need not wait for them
gc.collect()
gc.freeze()  # what is there from the start stays: looking through it again and again takes a tenth of each page
gc.set_threshold(5_000, 10, 10)  # nor is a page looked through a dozen times while it is made
