"""Writes what docs/workflow.md takes from the code: the diagram of the phases and the table of acts.

`python -m docs.generate` rewrites the part between the markers; a test holds that it is current.
"""

from collections.abc import Iterator
from pathlib import Path

from texts import label
from workflow.acts import ACTS, BY_ITSELF, Rule
from workflow.phases import Act, Phase

PAGE = Path(__file__).parent / "workflow.md"
BEGIN, END = "<!-- generated: begin -->", "<!-- generated: end -->"


def main() -> None:
    """Rewrite the generated part of the page."""
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


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
            acts = [act for act, rule in ACTS.items() if source in rule.phases and to in rule.leads_to]
            if acts and source is not to:
                yield (source, to), " / ".join(label("acts", act) for act in acts)


def _table() -> str:
    head = ["| act | identifier | in the phases | kind | who (`workflow/who.py`) |", "|---|---|---|---|---|"]
    return "\n".join(head + [_row(act, rule) for act, rule in ACTS.items()])


def _row(act: Act, rule: Rule) -> str:
    every = len(rule.phases) == len(Phase)
    phases = "every" if every else "、".join(label("phases", phase) for phase in rule.phases)
    who = rule.who.__name__  # type: ignore[attr-defined]
    return f"| {label('acts', act)} | `{act}` | {phases} | {rule.kind or 'both'} | `{who}` |"


if __name__ == "__main__":
    main()
