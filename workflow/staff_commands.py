"""What somebody wants of the desk about the staff: to be enrolled, to move people, to be stood in for."""

from pydantic import AwareDatetime

from workflow.commands import Command
from workflow.values import Language, Position


class StaffCommand(Command):
    """About the staff; decided in `staffing.py`."""


class Apply(StaffCommand):
    """A stranger wants to be enrolled, or tells one more thing of herself; nothing told: what is asked next?

    `unread` are words that answer nothing: the question is put again. `renames`: her name is asked for anew.
    `goes_back`: the last thing told is asked for anew, also while HR has not answered.
    """

    telegram_id: int
    name: str | None = None
    renames: bool = False
    goes_back: bool = False
    unread: str = ""
    department: str | None = None
    position: Position | None = None


class Admit(StaffCommand):
    """HR enrols an applicant: as somebody new, or as the `person` she is (a new telephone, somebody who is back).

    `namesakes`: how many people of her name the message named whose button was pressed.
    """

    application: int
    person: int | None = None
    namesakes: int = 0


class RefuseApplication(StaffCommand):
    """HR refuses an applicant; without a reason it is asked for."""

    application: int
    reason: str = ""


class ShowStaff(StaffCommand):
    """/enrol: the applications and the departments; of a department its people; of a person what can be done.

    `people` are those that `words` may mean, to choose from.
    """

    department: str = ""
    person: int | None = None
    people: tuple[int, ...] = ()
    words: str = ""


class Move(StaffCommand):
    """HR gives a person another department or position; what is missing is asked for."""

    person: int
    department: str = ""
    position: Position | None = None


class Leave(StaffCommand):
    """A person has left the company; unless it is `sure`, HR is asked first."""

    person: int
    sure: bool = False


class ShowAbsences(StaffCommand):
    """/away without words: the actor's absences, and the question from when, until when, and who stands in."""


class GoAway(StaffCommand):
    """The actor will be away; the deputy is asked. A start that has passed today means from now on."""

    starts_at: AwareDatetime
    ends_at: AwareDatetime
    deputy: int


class AnswerDeputy(StaffCommand):
    """The deputy named for a person's absence accepts or declines; `registered_at` says which absence."""

    person: int
    registered_at: AwareDatetime
    accepts: bool


class ComeBack(StaffCommand):
    """The actor is back: what runs ends now; where nothing runs, what was to come is cancelled."""


class Relieve(StaffCommand):
    """An absence may have begun, or be over: its deputy, or the person, is asked for what waits in the cases."""

    person: int
    registered_at: AwareDatetime


class ShowLanguages(StaffCommand):
    """/language: the languages to choose from; `suggested` is one that the account seems to want."""

    telegram_id: int
    suggested: Language | None = None


class ChooseLanguage(StaffCommand):
    """A Telegram account, enrolled or not, wants its private messages in a language."""

    telegram_id: int
    language: Language
