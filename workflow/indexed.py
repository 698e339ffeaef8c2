"""Values that keep look-up tables of their own, and never carry them over into an altered copy."""

from collections.abc import Mapping
from typing import Any, Self

from workflow.values import Value


class Indexed(Value):
    """A value with `cached_property` indexes, built at the first question and named with an underscore."""

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a validated copy with fresh indexes (pydantic's own would keep the old ones)."""
        original = super().model_copy(deep=True) if deep else self
        fields = {name: getattr(original, name) for name in type(self).model_fields}
        return type(self)(**fields | dict(update or {}))
