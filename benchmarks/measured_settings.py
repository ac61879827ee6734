"""Settings of an installation whose server measures itself."""

import sys

for name in ("rich", "pygments", "greenlet"):  # structlog takes them in where it finds them; a server has none
    sys.modules[name] = None  # type: ignore[assignment]

from paripurna.config.settings.base import *  # noqa: E402, F403
from paripurna.config.settings.base import MIDDLEWARE  # noqa: E402

MIDDLEWARE = ["benchmarks.measuring.ServerTimingMiddleware", *MIDDLEWARE]
