"""Settings of an installation whose server measures itself."""

from paripurna.config.settings.base import *  # noqa: F403
from paripurna.config.settings.base import MIDDLEWARE

MIDDLEWARE = ["benchmarks.measuring.ServerTimingMiddleware", *MIDDLEWARE]
