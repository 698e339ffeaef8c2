"""What people do on the flow form of a case about money or goods: sign, forward, decide, execute (C20-C25, Q31-Q34).

Whose turn it is afterwards follows in `flow_turns`.
"""

from typing import Final

from workflow import events as ev
from workflow import signers
from workflow.commands import Do
from workflow.course import Course
from workflow.duties import DutyKind, Ending
from workflow.elsewhere import NOBODY, Before, form_not_here
from workflow.filing import needed
from workflow.flow import Flow, decision_section, opinion_section
from workflow.flow_form import is_current, ruling_section
from workflow.page_room import REASON_TO_FORWARD, REASONS_ON_FORM, WORDS_ON_FORM, is_common, room_of
from workflow.phases import Act, Phase
from workflow.refusals import Refusal
from workflow.signing import Section, Signature, digest
from workflow.values import Person, Verdict

_QUOTED: Final = 5  # of the characters that take more room than others
VERDICTS = {Act.AGREE: Verdict.AGREE, Act.AMEND: Verdict.AMEND, Act.SEND_BACK: Verdict.SEND_BACK}


def sign(course: Course, do: Do) -> None:
    """簽名 by the head of a responsible department, for every one that is his to sign (C20)."""
    _sign(course, do)


def disagree(course: Course, do: Do) -> None:
    """不同意 with a reason: signing too, the form goes on (Q31)."""
    signing = len(course.case.flow.departments) if course.case.flow else 1
    _sign(course, do, reason=_words(do, room=REASONS_ON_FORM // signing))


def forward(course: Course, do: Do) -> None:
    """照轉: on the next working day HR may go on without those who have not signed, with a reason (Q31)."""
    flow = _as_shown(course, do)
    waiting = course.case.open_duties(DutyKind.SIGN)
    until = max((duty.due_at for duty in waiting), default=course.world.at)
    if course.world.at < until:
        raise Refusal("heads_have_time", until=until.isoformat())
    course.happens(ev.FlowForwarded, departments=flow.unsigned, reason=_words(do, room=REASON_TO_FORWARD))
    course.end_all(DutyKind.SIGN, Ending.UNANSWERED)
    course.end_all(DutyKind.FORWARD, Ending.DONE)


def write_opinion(course: Course, do: Do) -> None:
    """綜合處理意見, typed; until 王總 has decided it may be written anew, and he is asked again (C22)."""
    flow, text = _as_shown(course, do), _words(do)
    signature = _signature(course, _vice_president(course), _ruling(course), opinion_section(text))
    course.happens(ev.OpinionSigned, text=text, signature=signature)
    _opinion_given(course, flow)


def sign_opinion(course: Course, do: Do) -> None:
    """簽名 by the vice president under an opinion that stands: amended by 王總, or older than the ruling."""
    flow = _as_shown(course, do)
    if not flow.opinion or flow.opinion_signature is not None or flow.verdict is Verdict.SEND_BACK:
        raise Refusal("opinion_missing")
    signature = _signature(course, _vice_president(course), _ruling(course), flow.opinion_section)
    course.happens(ev.OpinionSigned, signature=signature)
    _opinion_given(course, flow)


def decide(course: Course, do: Do) -> None:
    """同意, 修改 or 退回 by 王總 or his assistant (C24, Q33-Q34); not over an appeal that is begun: it will stand."""
    if course.case.appeal_begun is not None:
        raise Refusal("money_suspended", phase=Phase.APPEALING, act=do.act)
    flow, verdict = _as_shown(course, do), VERDICTS[do.act]
    text = "" if verdict is Verdict.AGREE else _words(do)
    amended = text if verdict is Verdict.AMEND else flow.amended
    sections = (opinion_section(flow.opinion, amended), decision_section(verdict, text))
    office = signers.decider_for(course.case, course.world)
    signature = _signature(course, office, _ruling(course), *sections)
    course.happens(ev.FlowDecided, verdict=verdict, text=text, signature=signature)
    course.end_all(DutyKind.DECIDE, Ending.DONE)


def is_opinion_of(person: Person | None, flow: Flow) -> bool:
    """Whether the opinion that stands is this person's: nobody but she has changed what she was shown."""
    signature = flow.opinion_signature
    return person is not None and signature is not None and signature.by == person.id


def execute(course: Course, do: Do) -> None:
    """打單部 records that it did what was decided (C25)."""
    _as_shown(course, do)
    course.happens(ev.FlowExecuted, text=_words(do))
    course.end_all(DutyKind.EXECUTE, Ending.DONE)


# Private functions


def _words(do: Do, *, room: int = WORDS_ON_FORM) -> str:
    """What is written on the form, as it stands there in full: what nobody could read is not signed."""
    text = needed(do.text)
    if (length := room_of(text)) > room:
        strange = "".join(dict.fromkeys(one for one in text if not is_common(one)))
        raise Refusal("words_too_long", act=do.act, length=length, longest=room, strange=strange[:_QUOTED])
    return text


def _as_shown(course: Course, do: Do) -> Flow:
    """The form, if it is still what the actor was shown."""
    flow = course.case.flow
    if flow is None or do.revision != flow.revision or not is_current(course.case):
        is_own = flow is not None and do.act is Act.WRITE_OPINION and is_opinion_of(course.world.actor, flow)
        raise Refusal("opinion_given", act=do.act) if is_own else Refusal("form_changed")
    return flow


def _sign(course: Course, do: Do, reason: str = "") -> None:
    flow = _as_shown(course, do)
    mine = [d for d in flow.unsigned if do.department in {"", d} and _signs_for(course, d)]
    if not mine:
        raise _signed_before(course, flow, do)
    for department in mine:
        head = course.world.directory.head(department)
        signature = _signature(course, head, _ruling(course), department=department)
        signature = signature.model_copy(update={"agrees": not reason, "reason": reason})
        course.happens(ev.FlowSigned, department=department, signature=signature)
        course.end(course.case.duty(DutyKind.SIGN, department))


def _signed_before(course: Course, flow: Flow, do: Do) -> Refusal:
    signed = [s for d, s in flow.heads.items() if do.department in {"", d} and _signs_for(course, d)]
    last = signed[-1] if signed else None
    before = NOBODY if last is None else Before(last.by, last.at, disagreed=not last.agrees)
    return form_not_here(course.case, do, course.world, before)


def _signs_for(course: Course, department: str) -> bool:
    actor = course.world.actor
    entitled = signers.heads(course.case, course.world, Do(case=0, act=Act.SIGN_FORM, department=department))
    return actor is not None and actor in entitled


def _opinion_given(course: Course, before: Flow) -> None:
    """Who was to decide about another opinion is asked about this one."""
    course.end_all(DutyKind.OPINE, Ending.DONE)
    if course.case.flow != before:
        course.end_all(DutyKind.DECIDE, Ending.CANCELLED)


def _vice_president(course: Course) -> Person | None:
    return signers.vice_president_for(course.case, course.world)


def _ruling(course: Course) -> Section:
    return ruling_section(course.case)


def _signature(course: Course, holder: Person | None, *sections: Section, department: str = "") -> Signature:
    """The actor's signature; 代 unless she holds the post herself (Q34)."""
    actor = course.world.actor
    assert actor is not None
    return Signature(
        office=f"head/{department}" if department else (holder.position if holder else actor.position),
        by=actor.id,
        at=course.world.at,
        digest=digest(*sections),
        stands_in=holder is None or holder.id != actor.id,
    )
