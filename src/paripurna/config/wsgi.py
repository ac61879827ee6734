"""The WSGI door: `granian --interface wsgi paripurna.config.wsgi:application`."""

from django.core.wsgi import get_wsgi_application

from paripurna.config.start import prepare

prepare()
application = get_wsgi_application()
