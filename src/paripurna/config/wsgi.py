"""The WSGI door: `granian --interface wsgi paripurna.config.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paripurna.config.settings.base")
application = get_wsgi_application()
