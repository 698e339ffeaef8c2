"""Signatures bind: each stands over the SHA-256 of exactly what its signer was shown (design section 3, Settlement)."""

import json
from collections.abc import Mapping
from hashlib import sha256

from pydantic import AwareDatetime

from workflow.values import Value

Section = Mapping[str, object]
"""What a signer was shown, as JSON values."""


class Signature(Value):
    """One person's signature; `office` is the post signed for (`head/production`, `vice_president`, ...).

    `stands_in`: 代, somebody else holds the post. Refusing (`agrees` false, with a reason) is signing too (Q31).
    """

    office: str
    by: int
    at: AwareDatetime
    digest: str
    stands_in: bool = False
    agrees: bool = True
    reason: str = ""


def digest(*sections: Section) -> str:
    """Return the SHA-256, in hex, of the sections in their order; the order of keys does not matter."""
    written = [json.dumps(section, ensure_ascii=False, sort_keys=True) for section in sections]
    return sha256("\n".join(written).encode()).hexdigest()


def covers(signature: Signature, *sections: Section) -> bool:
    """Tell whether the signature stands over exactly these sections, as they are now."""
    return signature.digest == digest(*sections)
