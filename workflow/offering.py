"""更多: every act open to a person on a case, and of the papers among them what they are (Q31, C36)."""

from workflow import facts, fine_notices, flow_notices, freight_notices
from workflow.acts import ACTS
from workflow.asking import FINE_STATUSES, NEEDS, SEEN_FIRST
from workflow.case import Case
from workflow.duties import DutyKind
from workflow.entitlement import OF_FORM, OF_HEADS, may
from workflow.freight_checks import FITTING
from workflow.marks import Mark
from workflow.messages import to_person
from workflow.notices import Button, Notice, Urgency
from workflow.phases import Act
from workflow.refusals import Refusal
from workflow.values import Person
from workflow.voucher_sheet import voucher_facts
from workflow.world import World


def show_more(case: Case, world: World) -> tuple[Notice, ...]:
    """Show the actor, privately, every act open to her on this case, and the fines of it that wait for her."""
    actor = world.actor
    if actor is None:
        raise Refusal("not_enrolled")
    buttons = (*_buttons(case, actor, world), *freight_notices.menu(case, actor, world))
    papers = _papers(case, buttons, world)
    menu = (to_person(actor, "menu", case, world, buttons=buttons, **papers),) if buttons else ()
    shown = (*menu, *fine_notices.put_before(actor, case, world))
    if not shown:
        raise Refusal("nothing_to_do", case=case.name)
    return tuple(one.model_copy(update={"urgency": Urgency.ANSWER}) for one in shown)


# Private functions


def _buttons(case: Case, actor: Person, world: World) -> tuple[Button, ...]:
    """What is about no fine and no voucher."""
    left_out = {*FINE_STATUSES, *FITTING, *_pointless(case, actor, world)}
    acts = (act for act in ACTS if act not in left_out and may(case, act, actor, world))
    return tuple(Button(act=act, ask=act in NEEDS or act in SEEN_FIRST) for act in acts)


def _pointless(case: Case, actor: Person, world: World) -> set[Act]:
    """Of each flag and mark, what would leave it as it is; the form, once she has signed it for all her departments."""
    unsigned = [
        duty for duty in case.open_duties(DutyKind.SIGN) if actor in flow_notices.people(duty, case, world)
    ]
    return {
        Act.FLAG_SETTLEMENT if case.settlement else Act.CLEAR_SETTLEMENT,
        Act.MARK_URGENT if Mark.URGENT in case.marks else Act.CLEAR_URGENT,
        Act.MARK_IMPORTANT if Mark.IMPORTANT in case.marks else Act.CLEAR_IMPORTANT,
        *(() if unsigned else OF_HEADS),
    }


def _papers(case: Case, buttons: tuple[Button, ...], world: World) -> facts.Facts:
    """The form and the vouchers that the buttons are about, so that nobody presses 簽名 without knowing on what."""
    numbers = dict.fromkeys(button.voucher for button in buttons if button.voucher)
    slips = [voucher_facts(case.vouchers[number], world) for number in numbers]
    is_on_form = any(button.act in OF_FORM for button in buttons)
    signs = any(button.act in SEEN_FIRST | freight_notices.SEEN_FIRST for button in buttons)
    return {
        **({"flow": flow_notices.shown(case, world)} if is_on_form else {}),
        **({"slips": slips} if slips else {}),
        **({"signs": True} if signs else {}),
    }
