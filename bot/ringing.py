"""The desk with a bell: after each command somebody may have to be told something."""

from collections.abc import Callable, Sequence

from workflow.calendar import Calendar
from workflow.commands import Command, Stimulus
from workflow.desk import Answer, Demand, Desk, Ledger
from workflow.values import Rules


class RingingDesk(Desk):
    """Rings once a command is committed, or has failed."""

    def __init__(self, ledger: Ledger, *, calendar: Calendar, rules: Rules, ring: Callable[[], None]) -> None:
        super().__init__(ledger, calendar=calendar, rules=rules)
        self._ring = ring
        self.performed = 0

    async def perform(self, command: Command, stimulus: Stimulus) -> Answer:
        """Decide about the command and commit what follows; a refusal commits its answer."""
        self.performed += 1
        try:
            return await super().perform(command, stimulus)
        finally:
            self._ring()

    async def perform_all(self, demands: Sequence[Demand]) -> list[Answer]:
        """Perform them in one transaction; raise, and nothing has happened, if one fails."""
        self.performed += len(demands)
        try:
            return await super().perform_all(demands)
        finally:
            self._ring()
