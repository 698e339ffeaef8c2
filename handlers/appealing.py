"""申訴 typed instead of pressed (C28): its reason counts from its own time; to whom it goes is asked for where it is not said."""

from forms.reasons import tells_no_reason
from workflow.commands import Do


def appealed(do: Do, *, body: str = "") -> Do:
    """Return the appeal whose reason is the text of the act, to one of the bodies, or to be asked to whom."""
    told = {"department": body, "unaddressed": not body, "bare": tells_no_reason(do.text)}
    return do.model_copy(update=told)
