"""What people see of the fruit fund: balance, month, who owes, the last entries; and the register of exports."""

from collections.abc import Iterable, Iterator
from typing import Final

from handlers.lookups import Asked
from reports.periods import Period, month_period
from storage import cases, company, fund
from storage.cases import FineRow
from storage.company import Export
from storage.fund import Entry, FinedSums
from workflow import facts
from workflow.commands import Tell
from workflow.facts import Facts
from workflow.fines import OWED
from workflow.values import Role
from workflow.world import Scene

ENTRIES: Final = 8
TOP: Final = 5
EXPORTS: Final = 20
_SUMS: Final = ("fines", "paid", "owed", "owed_back")


def overview(asked: Asked) -> Tell:
    """The fund as it stands; amounts are fen."""
    conn, scene = asked.books.conn, asked.scene
    sums = fund.fined_sums(conn)
    unsettled = [fine for fine in cases.unsettled_fines(conn) if fine.status in OWED]
    told: Facts = {
        **_standing(asked),
        "outstanding": 100 * sum(fine.amount for fine in unsettled),
        "fines": [_fine(fine, scene) for fine in unsettled],
        "departments": _departments(sums, scene),
        "people": [_person(one, scene) for one in sums if one.person is not None][:TOP],
        "entries": list(_entries(asked)),
        "is_keeper": keeps(asked),
    }
    return Tell(name="fund", facts=told)


def exports(asked: Asked) -> Tell:
    """Which files left the bot."""
    lines = company.exports(asked.books.conn, EXPORTS)
    return Tell(name="fund_exports", facts={"exports": [_export(line, asked.scene) for line in lines]})


def keeps(asked: Asked) -> bool:
    """Tell whether the person keeps the fund."""
    directory = asked.scene.directory
    offices = directory.with_role(Role.HR)
    return any(directory.acts_for(asked.person, office.id, asked.at) for office in offices)


# Private functions


def _standing(asked: Asked) -> Facts:
    conn, month = asked.books.conn, _month(asked)
    now = fund.standing(conn)
    moved = fund.moved(fund.entries(conn, month.since, month.until))
    return {
        "balance": now.balance,
        "owed_back": now.owed_back,
        "available": now.available,
        "paid": now.paid - now.refunded,
        "month": month.id,
        "came_in": moved.paid,
        "given_back": moved.refunded,
        "spent": moved.spent,
    }


def _month(asked: Asked) -> Period:
    calendar = asked.scene.calendar
    return month_period(calendar.local(asked.at).date(), calendar)


def _entries(asked: Asked) -> Iterator[Facts]:
    """The newest lines, each with the balance after it."""
    balance = fund.standing(asked.books.conn).balance
    for entry in fund.last_entries(asked.books.conn, ENTRIES):
        yield {**_entry(entry, asked), "balance": balance}
        balance -= entry.amount


def _entry(entry: Entry, asked: Asked) -> Facts:
    fine = cases.find_fine(asked.books.conn, entry.number)
    return {
        "number": entry.number,
        "kind": entry.kind,
        "at": asked.scene.calendar.local(entry.at).isoformat(),
        "amount": entry.amount,
        "what": entry.what,
        "corrects": entry.corrects,
        "person": facts.by(fine.person, asked.scene) if fine else None,
    }


def _departments(sums: Iterable[FinedSums], scene: Scene) -> list[Facts]:
    names = list(dict.fromkeys(one.department for one in sums))
    return [_department(name, [one for one in sums if one.department == name], scene) for name in names]


def _department(name: str, sums: list[FinedSums], scene: Scene) -> Facts:
    added_up = {key: sum(getattr(one, key) for one in sums) for key in _SUMS}
    return {"department": scene.department(name).name, **added_up}


def _person(one: FinedSums, scene: Scene) -> Facts:
    person = facts.by(one.person, scene)
    return {"person": person, **{key: getattr(one, key) for key in _SUMS}}


def _fine(row: FineRow, scene: Scene) -> Facts:
    return {
        "number": row.number,
        "case": row.case_name,
        "department": scene.department(row.department).name,
        "person": facts.by(row.person, scene),
        "amount": 100 * row.amount,
        "status": row.status,
    }


def _export(line: Export, scene: Scene) -> Facts:
    return {
        "at": scene.calendar.local(line.at).isoformat(),
        "by": facts.by(line.by, scene),
        "to": facts.by(line.recipient, scene),
        "what": line.what,
        "period": line.period,
        "digest": line.digest,
    }
