"""Rows as named tuples: the fields name the columns, and their types say how to read what is stored."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from functools import cache
from sqlite3 import Connection
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import BaseModel

from storage.moments import moment

R = TypeVar("R", bound=tuple[Any, ...])
Values = Sequence[object] | Mapping[str, object]


def select(conn: Connection, kind: type[R], source: str, values: Values = ()) -> tuple[R, ...]:
    """Return the rows of `SELECT <fields of kind> <source>`; `source` is our own SQL, never somebody's text."""
    columns, convert = _reader(kind)
    return tuple(convert(row) for row in conn.execute(f"SELECT {columns} {source}", values))


def first(conn: Connection, kind: type[R], source: str, values: Values = ()) -> R | None:
    """Return the first of such rows."""
    return next(iter(select(conn, kind, source, values)), None)


def scalar(conn: Connection, statement: str, values: Values = ()) -> Any:
    """Return the first column of the first row, None if there is none."""
    row = conn.execute(statement, values).fetchone()
    return row[0] if row else None


def scalar_moment(conn: Connection, statement: str, values: Values = ()) -> datetime | None:
    """Return the moment in the first column of the first row."""
    number: int | None = scalar(conn, statement, values)
    return moment(number)


def insert(conn: Connection, table: str, row: Mapping[str, object]) -> None:
    """Insert a row; its keys name the columns."""
    places = ", ".join(f":{column}" for column in row)
    conn.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)  # noqa: S608 # names of ours


def update(
    conn: Connection, table: str, key: str, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    """Write the columns that differ: SQLite renews every index over a column that is set, changed or not.

    `key` is the condition, its placeholders named as the columns of `after`.
    """
    changed = [column for column, value in after.items() if value != before[column]]
    if changed:
        settings = ", ".join(f"{column} = :{column}" for column in changed)
        conn.execute(f"UPDATE {table} SET {settings} WHERE {key}", after)  # noqa: S608 # names of ours


# Private functions


@cache
def _reader(kind: type[R]) -> tuple[str, Callable[[tuple[Any, ...]], R]]:
    hints = get_type_hints(kind)
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined] # every named tuple has them
    special = [(place, read) for place, name in enumerate(names) if (read := _reading(hints[name]))]

    def convert(row: tuple[Any, ...]) -> R:
        values = list(row)
        for place, read in special:
            if values[place] is not None:
                values[place] = read(values[place])
        return kind(*values)

    return ", ".join(names), convert


def _reading(hint: Any) -> Callable[[Any], object] | None:
    wanted: type = ({*(get_args(hint) or (hint,))} - {type(None)}).pop()
    if wanted is datetime:
        return moment
    if issubclass(wanted, BaseModel):
        return wanted.model_validate_json
    return wanted if issubclass(wanted, (Enum, bool)) else None
