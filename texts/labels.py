"""What people call things: groups of names in `labels.yaml`, a company's own laid over ours."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from texts.shelves import Shelf

FILE = "labels.yaml"
_SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C: a tenth of the time at each start


class Labels(NamedTuple):
    """Names by group and key."""

    groups: Mapping[str, Mapping[str, str]]

    def of(self, group: str, key: object, kind: str = "") -> str:
        """Return a name; `key_kind` goes before `key`, as a service case has other words for some things."""
        names = self.groups[group]
        found = names.get(f"{key}_{kind}") or names.get(str(key))
        if found is None:
            raise LookupError(f"{FILE} has no {group}: {key}")
        return found

    def has(self, group: str, key: object) -> bool:
        """Tell whether there is a name."""
        return str(key) in self.groups[group]

    def keys(self, group: str) -> tuple[str, ...]:
        """Return the keys of a group in their order."""
        return tuple(self.groups[group])


def read_labels(shelves: Iterable[Shelf]) -> Labels:
    """Read the file of each shelf that has one; later shelves win, key by key."""
    groups: dict[str, dict[str, str]] = {}
    for shelf in shelves:
        for group, names in _read(shelf).items():
            groups.setdefault(group, {}).update({str(key): str(name) for key, name in names.items()})
    return Labels(groups)


def _read(shelf: Shelf) -> Mapping[str, Mapping[Any, Any]]:
    path = shelf.folder / FILE
    if not path.is_file():
        return {}
    return yaml.load(shelf.read(path.read_text("utf-8")), Loader=_SAFE) or {}  # noqa: S506 # it is a safe one
