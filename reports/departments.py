"""How each department did in a period."""

from reports import queries
from reports.scope import Scope
from reports.stages import STAGES, Facts, on_time


def by_department(scope: Scope) -> list[Facts]:
    """Return the departments that had anything due, in the order of the configuration.

    Each has its duties of all stages (`done` in time, `due`, `late`), the same by stage, and the whole yuan it was fined.
    """
    fined = {one.department: one.yuan for one in queries.fined(scope.conn, scope.since, scope.until)}
    rows = (
        {"department": scope.name(one), "fined": fined.get(one, 0), **_duties(scope, one)}
        for one in _known(scope)
    )
    return [row for row in rows if row["due"]]


def best_and_worst(rows: list[Facts]) -> Facts:
    """Return who kept the largest and the smallest share of its time limits; None where there is no such department."""
    ranked = sorted(rows, key=lambda row: (row["done"] / row["due"], row["done"]))
    worst = ranked[0] if ranked and ranked[0]["late"] else None
    best = ranked[-1] if len(ranked) > 1 and ranked[-1]["done"] else None
    return {"best": best, "worst": worst}


# Private functions


def _known(scope: Scope) -> list[str]:
    configured = (department.id for department in scope.departments)
    return list(dict.fromkeys([*configured, *(count.department for count in scope.figures.punctuality)]))


def _duties(scope: Scope, department: str) -> Facts:
    stages = on_time(count for count in scope.figures.punctuality if count.department == department)
    done, due = (sum(stages[stage][key] for stage in STAGES) for key in ("done", "due"))
    return {"done": done, "due": due, "late": due - done, **stages}
