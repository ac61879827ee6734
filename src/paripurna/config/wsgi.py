"""The WSGI door: `granian --interface wsgi paripurna.config.wsgi:application`."""

from django.core.wsgi import get_wsgi_application

from paripurna.platform.embedded.doors import prepare

prepare()
application = get_wsgi_application()
