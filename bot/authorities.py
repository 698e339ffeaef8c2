"""Whom our connections believe: the certificate authorities, read from the disk once."""

from functools import cache
from ssl import SSLContext

import httpx


@cache
def authorities() -> SSLContext:
    """Return what every client of the process checks certificates with: each would read them again, 40 ms a time."""
    return httpx.create_ssl_context()
