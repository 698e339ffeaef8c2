"""Evidence (J02): what people send of pictures, files and recordings, and what is put on record of it."""

from enum import StrEnum

from pydantic import AwareDatetime

from workflow.values import Value


class Medium(StrEnum):
    """The sorts Telegram makes of what people send."""

    PHOTO = "photo"
    DOCUMENT = "document"
    VIDEO = "video"
    VOICE = "voice"
    AUDIO = "audio"
    ANIMATION = "animation"
    VIDEO_NOTE = "video_note"


class Evidence(Value):
    """A picture, file or recording as it was sent.

    `file_id` fetches it and shows it again; `unique_id` is the same for everybody who sends the same file.
    `album` is Telegram's id of the group of messages it came in. `size` is in bytes, 0 where Telegram does not say.
    """

    medium: Medium
    file_id: str
    unique_id: str
    size: int = 0
    name: str = ""
    caption: str = ""
    chat_id: int
    message_id: int
    album: str = ""


class NotKept(StrEnum):
    """Why a file is kept by its id only."""

    TOO_LARGE = "too_large"  # a bot may fetch 20 MB
    GONE = "gone"  # Telegram does not have it any more


class Exhibit(Value):
    """A piece of evidence on record: who added it when, to which department's ruling if to one, and its copy."""

    evidence: Evidence
    at: AwareDatetime
    by: int | None
    department: str = ""
    path: str = ""
    sha256: str = ""
    not_kept: NotKept | None = None
