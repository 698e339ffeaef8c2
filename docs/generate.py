"""Writes what docs/ takes from the code: of docs/workflow.md the phases and the table of acts, and docs/house.md whole.

`python -m docs.generate` rewrites the part between the markers, and the page of the house; a test holds that both are current.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docs import house
from texts import label
from workflow.acts import ACTS, BY_ITSELF, Rule
from workflow.phases import Act, Phase
from workflow.values import Kind

PAGE: Final = Path(__file__).parent / "workflow.md"
BEGIN: Final = "<!-- generated: begin -->"
END: Final = "<!-- generated: end -->"
LEADS_BACK: Final = frozenset({Act.ASK_COMPLETION, Act.UPHOLD, Act.CHANGE, Act.REMAND})
"""Every other act leads forward; in a phase behind its goal it can only be made up for, and the case stays there."""
ROUND_ENDS: Final = {
    (Phase.HANDLING, Phase.NOTIFYING): Kind.SERVICE,
    (Phase.HANDLING, Phase.ACKNOWLEDGING): Kind.PRODUCT,
}
PHASES: Final = tuple(Phase)


def main() -> None:
    """Rewrite the generated part of the one page, and the whole of the other."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    house.PAGE.write_text(house.page(), encoding="utf-8")


def renewed(page: str) -> str:
    """Return the page with its generated part as the code has it now."""
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n\n{_diagram()}\n\n{_table()}\n\n{END}{tail}"


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft: form filed"]
    lines += [f'    state "{label("phases", phase)}" as {phase}' for phase in Phase]
    lines += [f"    {source} --> {to}: {names}" for (source, to), names in _arrows()]
    lines += [f"    {source} --> {to}: ({why})" for source, to, why in BY_ITSELF]
    return "\n".join([*lines, "    closed --> [*]", "```"])


def _arrows() -> Iterator[tuple[tuple[Phase, Phase], str]]:
    for source in Phase:
        for to in Phase:
            kind = ROUND_ENDS.get((source, to))
            acts = [act for act, rule in ACTS.items() if _leads(act, rule, source, to, kind)]
            if acts:
                yield (source, to), "、".join(_name(act, kind) for act in acts)


def _leads(act: Act, rule: Rule, source: Phase, to: Phase, kind: Kind | None) -> bool:
    """Tell whether the act takes a case (of that kind) from one phase to another."""
    is_forward = PHASES.index(source) < PHASES.index(to) or act in LEADS_BACK
    moves = source in rule.phases and to in rule.leads_to and source not in rule.leads_to
    return moves and is_forward and (kind is None or rule.kind in {None, kind})


def _name(act: Act, kind: Kind | None = None) -> str:
    """Return what the act is called; for both kinds of case where they have different words."""
    kinds = Kind if kind is None else (kind,)
    return "／".join(dict.fromkeys(label("acts", act, one) for one in kinds))


def _table() -> str:
    head = ["| act | identifier | in the phases | kind | who (`workflow/who.py`) |", "|---|---|---|---|---|"]
    return "\n".join(head + [_row(act, rule) for act, rule in ACTS.items()])


def _row(act: Act, rule: Rule) -> str:
    every = len(rule.phases) == len(Phase)
    phases = "every" if every else "、".join(label("phases", phase) for phase in rule.phases)
    who = rule.who.__name__
    return f"| {_name(act)} | `{act}` | {phases} | {rule.kind or 'both'} | `{who}` |"


if __name__ == "__main__":
    main()
