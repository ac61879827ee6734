"""Static files with names that may be kept for good: those that Vite built keep its names, all others get a hash.

A script imports another by the name that Vite wrote into it, now or later. Were the files renamed once more, what is
imported later would not be found, and a script that imports back the one on the page would run it twice.
"""

from __future__ import annotations

import re
from typing import IO, Any

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

_BUILT = re.compile(r"^dist/[^/]+-[\w-]{8}\.\w+(\.br)?$")


class BuiltStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Compresses everything once, and renames what Vite has not named already."""

    def hashed_name(self, name: str, content: IO[Any] | None = None, filename: str | None = None) -> str:
        """This function will return the name under which a file is served."""
        if is_built(self.clean_name(name)):
            return str(self.clean_name(name))
        return str(super().hashed_name(name, content, filename))


def is_built(name: str) -> bool:
    """This function will return whether the name of a file carries Vite's hash already."""
    return _BUILT.match(name) is not None
