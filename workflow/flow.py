"""質量投訴處理流程表 as it stands (C19-C25): who signed what, the opinion, the decision, and where it is now.

Every signature kept here stands over what the form shows; an event that changes a section drops those that covered it.
"""

from enum import StrEnum

from pydantic import AwareDatetime, Field

from workflow import events as ev
from workflow.signing import Section, Signature
from workflow.values import Value, Verdict


class Step(StrEnum):
    """Where the form is."""

    SIGNING = "signing"  # with the heads of the responsible departments (C20)
    OPINION = "opinion"  # with the vice president (C21-C22)
    DECISION = "decision"  # with 王總 or his assistant (C23-C24)
    EXECUTION = "execution"  # with 打單部 (C25)
    DONE = "done"


class Flow(Value):
    """The form; `base` is the digest of section A it was made from, `revision` counts the changes of its content."""

    compiled_at: AwareDatetime
    revision: int
    departments: tuple[str, ...]
    base: str
    dropped: bool = False  # the case turned out to be about no money
    heads: dict[str, Signature] = Field(default_factory=dict)
    forwarded: str = ""  # 照轉: why HR went on without some heads
    opinion: str = ""
    amended: str = ""  # 王總's words in the opinion's place, to be signed by the vice president again
    opinion_signature: Signature | None = None
    verdict: Verdict | None = None
    decision: str = ""
    decision_signature: Signature | None = None
    execution: str = ""
    executed_by: int | None = None
    executed_at: AwareDatetime | None = None

    @property
    def unsigned(self) -> tuple[str, ...]:
        """The departments whose heads have not signed."""
        return tuple(department for department in self.departments if department not in self.heads)

    @property
    def is_decided(self) -> bool:
        """Whether 王總 or his assistant has signed a decision that sends the form on (not 退回)."""
        return self.verdict in {Verdict.AGREE, Verdict.AMEND}

    @property
    def step(self) -> Step:
        if self.executed_at is not None:
            return Step.DONE
        if self.unsigned and not self.forwarded:
            return Step.SIGNING
        if self.opinion_signature is None:
            return Step.OPINION
        return Step.EXECUTION if self.is_decided else Step.DECISION

    @property
    def opinion_section(self) -> Section:
        """Section B."""
        return opinion_section(self.opinion, self.amended)

    @property
    def decision_section(self) -> Section:
        """Section C."""
        return decision_section(self.verdict, self.decision)


def opinion_section(opinion: str, amended: str = "") -> Section:
    """Section B: 綜合處理意見, and 王總's words where he amended it."""
    return {"opinion": opinion, "amended": amended}


def decision_section(verdict: Verdict | None, text: str) -> Section:
    """Section C: 王總審批意見."""
    return {"verdict": verdict, "decision": text}


def compiled(flow: Flow | None, event: ev.FlowCompiled) -> Flow:
    """The form made (anew): nothing is signed; the opinion stays, for the vice president to sign or replace."""
    return Flow(
        compiled_at=event.at,
        revision=flow.revision + 1 if flow else 1,
        departments=event.departments,
        base=event.digest,
        opinion=flow.opinion if flow else "",
    )


def after(flow: Flow, event: ev.FlowEvent) -> Flow:
    """The form after an event on it."""
    return flow.model_copy(update=_changes(flow, event))


# Private functions

_NO_DECISION = {"verdict": None, "decision": "", "decision_signature": None}


def _changes(flow: Flow, event: ev.FlowEvent) -> dict[str, object]:
    match event:
        case ev.FlowDropped():
            return {"dropped": True}
        case ev.FlowSigned():
            return {"heads": {**flow.heads, event.department: event.signature}}
        case ev.FlowForwarded():
            return {"forwarded": event.reason}
        case ev.OpinionSigned():
            return {"opinion_signature": event.signature, **_new_opinion(flow, event.text)}
        case ev.FlowDecided():
            return _decided(flow, event)
        case ev.FlowExecuted():
            return {"execution": event.text, "executed_by": event.by, "executed_at": event.at}
    raise TypeError(f"the flow form knows no {type(event).__name__}")


def _new_opinion(flow: Flow, text: str) -> dict[str, object]:
    """Another opinion needs another decision; none: what stands was signed."""
    return {"opinion": text, "amended": "", "revision": flow.revision + 1, **_NO_DECISION} if text else {}


def _decided(flow: Flow, event: ev.FlowDecided) -> dict[str, object]:
    """修改 and 退回 undo the vice president's signature: he is asked again."""
    decision = {
        "verdict": event.verdict,
        "decision": event.text,
        "decision_signature": event.signature,
        "revision": flow.revision + 1,
    }
    if event.verdict is Verdict.AGREE:
        return decision
    amended = event.text if event.verdict is Verdict.AMEND else flow.amended
    return {**decision, "opinion_signature": None, "amended": amended}
