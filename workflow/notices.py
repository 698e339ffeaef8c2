"""What must be said to whom: values; the words are templates in `texts/`, named after the notice."""

from enum import IntEnum

from pydantic import AwareDatetime, Field

from workflow.errands import Errand
from workflow.phases import Act
from workflow.values import Language, Position, Value


class Urgency(IntEnum):
    """The order in which the courier sends (design section 5)."""

    ANSWER = 0  # an answer to a press or a message
    POST = 1  # a post that starts clocks
    PING = 2  # pings and penalty notices
    CARD = 3
    DIGEST = 4


class Button(Value):
    """A button for an act on a case; `label` names it where the act alone does not (a department, a number).

    With an `errand` it is about no case: `subject` is the number of what it is about, `choice` what it chooses.
    """

    act: Act | None = None  # None: 更多
    errand: Errand | None = None
    subject: int | None = None
    label: str = ""
    position: Position | None = None  # of the person the label names, told beside it
    case: int | None = None  # another case than the message's
    department: str = ""
    choice: str = ""  # what this button chooses: a department, an appeal's body, one fine of a notice
    fine: str = ""
    voucher: str = ""
    revision: int | None = None
    ask: bool = False  # pressing it only puts the question
    copy_text: str = ""  # copies this instead of acting
    private: bool = False  # opens the private chat instead (deep link)


class Notice(Value):
    """One message. `to` is a person's id, None the group; `chat_id` and `reply_to` put it under a message.

    `facts` holds JSON values; moments are ISO strings. The path of a picture in `photo`, or of any file in `file`, has
    it sent with the words as its caption (1024 characters instead of 4096). `document` names a document of the case,
    "flow_form" or "voucher" (with its number in `voucher`), to be shown as a picture of its state at the sending.
    `pings` are the duty keys whose clock needs this message delivered; `question` is the act or errand that the answer
    is taken for, by `asked`; `pressed_on` is the message in her private chat that has the button.
    """

    name: str
    to: int | None = None
    chat_id: int | None = None
    reply_to: int | None = None
    facts: dict[str, object] = Field(default_factory=dict)
    buttons: tuple[tuple[Button, ...], ...] = ()
    urgency: Urgency = Urgency.PING
    after_card: bool = False
    expires_at: AwareDatetime | None = None
    pings: tuple[str, ...] = ()
    question: Act | Errand | None = None
    asked: int | None = None
    pressed_on: int | None = None
    over: dict[str, object] | None = (
        None  # how what it asks for ended: it shows no buttons any more, and tells so
    )
    language: Language | None = None  # said in this one, whatever the reader chose
    fallback: bool = True  # cannot be told privately: mention in the group with number and type only
