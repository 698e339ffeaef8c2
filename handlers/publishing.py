"""What is typed for 公布工藝流程 becomes the act, or is asked for again."""

from forms.publication import tells_nothing, without_label
from workflow.commands import Command, Decline, Do


def published(do: Do, typed: str) -> Command:
    """Return the act with what is published; Decline where that tells nothing of how the goods were made (C09)."""
    text = without_label(typed)
    if text and tells_nothing(text):
        return Decline(name="process_untold", facts={"said": text})
    return do.model_copy(update={"text": text})
