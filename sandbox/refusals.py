"""What Telegram says when it will not: a code, its own words and sometimes a parameter."""

from typing import Any


class Refused(Exception):
    """Telegram refuses a call."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(words: str) -> Refused:
    """Return Telegram's 400: the request itself is wrong."""
    return Refused(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refused:
    """Return Telegram's 403: this bot may not, here."""
    return Refused(403, f"Forbidden: {words}")


def too_many_requests(retry_after: int) -> Refused:
    """Return Telegram's 429, with the seconds to wait."""
    return Refused(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
