"""Templates as compiled, kept beside the code like Python's own `.pyc` files.

Compiling one takes 2 to 40 ms in which the event loop stands still, and every start would do all of it again. Part of a
template is worked out when it is compiled (a name from the labels, an amount written out): what was compiled with other
names, for another time zone or by other code is not used. Nobody depends on these files; where none can be written or
read, and in a company's own folder, templates are compiled.
"""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from texts.labels import Labels
from texts.shelves import Shelf

_HERE: Final = Path(__file__).parent
FOLDER: Final = _HERE / "__pycache__" / "templates"


class Compiled(FileSystemBytecodeCache):
    """What was compiled from our shelves among some."""

    def __init__(self, shelves: Sequence[Shelf], labels: Labels, zone: str, *, folder: Path = FOLDER) -> None:
        which = _hash(*(repr(shelf) for shelf in shelves if _is_ours(shelf.folder)))
        super().__init__(str(folder), f"{which[:12]}-%s")
        self._circumstances = _hash(repr(labels), zone, jinja2.__version__, _our_code())
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the name of what was compiled from a file, "" if it is not one of ours."""
        return super().get_cache_key(name, filename) if _is_ours(Path(filename or "")) else ""

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a template would be compiled to the same now."""
        return _hash(source, self._circumstances)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was compiled, unless that is impossible for whatever reason."""
        if not bucket.key:
            return
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  a power failure leaves anything at all in a file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if we may write here."""
        if not bucket.key:
            return
        with suppress(OSError):
            super().dump_bytecode(bucket)


# Private functions


def _is_ours(path: Path) -> bool:
    return path.is_relative_to(_HERE)


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def _our_code() -> str:
    """The filters, and whatever they are made of."""
    return "\0".join(file.read_text("utf-8") for file in sorted(_HERE.glob("*.py")))
