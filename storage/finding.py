"""Full text over the cases: any two neighbouring letters make a word of the index, so every part of a text is found.

Texts are folded as names are (`workflow.names.plain`): simplified, no case, no blanks or punctuation; so what somebody
types is found in either script, and nothing of it can be an operator. `case_texts` keeps what was fed to the index.
"""

from collections.abc import Iterable, Sequence
from sqlite3 import Connection
from typing import Final, NamedTuple

from storage import journal
from storage.rows import first, insert, scalar
from storage.streams import case_stream
from workflow.case import Case
from workflow.evolving import replay
from workflow.names import plain
from workflow.passages import Passages, passages

SHORTEST: Final = 2
"""Letters of a word that can be looked for."""


class Word(NamedTuple):
    """A word to look for, folded, and whose names it may be a part of."""

    letters: str
    people: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()


class Asker(NamedTuple):
    """Whose question it is: the hidden texts are found by those who may read them."""

    person: int
    departments: tuple[str, ...] = ()
    sees_all: bool = False


class Hit(NamedTuple):
    """A case in which all words occur; `is_hidden`: not all of them in what everybody may read."""

    case_id: int
    is_hidden: bool


# Looking


def find(
    conn: Connection, words: Sequence[Word], asker: Asker, *, before: int | None = None, limit: int = 20
) -> tuple[Hit, ...]:
    """Return cases in which all the words occur, the newest first; `before`: only those older than this one."""
    found = conn.execute(
        "SELECT rowid FROM search WHERE search MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?",
        (_query(words, asker), before or _BEYOND, limit),
    )
    return tuple(Hit(case_id, _is_hidden(conn, case_id, words)) for (case_id,) in found.fetchall())


# Keeping


def keep(conn: Connection, before: Case, after: Case) -> None:
    """Bring what can be found in a case up to date."""
    was, now = passages(before), passages(after)
    if was != now:
        _forget(conn, after.id)
        enter(conn, after.id, now)


def enter(conn: Connection, case_id: int, found: Passages) -> None:
    """Enter what can be found in a case of which nothing is known yet."""
    texts = _folded(case_id, found)
    insert(conn, "case_texts", texts._asdict())
    _feed(conn, texts)


def forget_all(conn: Connection) -> None:
    """Empty the index; `case_texts` is emptied beside it."""
    conn.execute("INSERT INTO search (search) VALUES ('delete-all')")


def is_complete(conn: Connection) -> bool:
    """Tell whether there is an index over the cases there are; an older program kept none."""
    return bool(scalar(conn, "SELECT 1 FROM search_docsize") or not scalar(conn, "SELECT 1 FROM cases"))


def complete(conn: Connection) -> None:
    """Make the index that an older program did not keep, or a copy of the tables alone does not bring along."""
    if not scalar(conn, "SELECT 1 FROM case_texts"):
        _read_again(conn)
        return
    for texts in conn.execute(f"SELECT {', '.join(_Texts._fields)} FROM case_texts"):  # noqa: S608 # ours
        _feed(conn, _Texts(*texts))


# Private functions


class _Texts(NamedTuple):
    case_id: int
    words: str
    hidden: str
    people: str
    readers: str


_BEYOND: Final = 1 << 62
_OFFICE: Final = "office"
_FEED: Final = "INSERT INTO search (rowid, words, hidden, people, readers) VALUES (?, ?, ?, ?, ?)"
_UNFEED: Final = (
    "INSERT INTO search (search, rowid, words, hidden, people, readers) VALUES ('delete', ?, ?, ?, ?, ?)"
)


def _query(words: Sequence[Word], asker: Asker) -> str:
    everywhere = " AND ".join(_wanted(word, "words hidden people") for word in words)
    in_public = " AND ".join(_wanted(word, "words people") for word in words)
    theirs = [_person(asker.person), *map(_department, asker.departments), *([_OFFICE] * asker.sees_all)]
    return f"({in_public}) OR ({everywhere} AND readers : ({' OR '.join(theirs)}))"


def _wanted(word: Word, columns: str) -> str:
    phrase = f'"{_pairs(word.letters)}"'
    return f"{{{columns}}} : ({' OR '.join([phrase, *_names(word)])})"


def _names(word: Word) -> list[str]:
    return [*map(_person, word.people), *map(_department, word.departments)]


def _is_hidden(conn: Connection, case_id: int, words: Iterable[Word]) -> bool:
    texts = first(conn, _Texts, "FROM case_texts WHERE case_id = ?", (case_id,))
    return texts is None or not all(_occurs(word, texts) for word in words)


def _occurs(word: Word, texts: _Texts) -> bool:
    return word.letters in texts.words or not set(_names(word)).isdisjoint(texts.people.split())


def _folded(case_id: int, found: Passages) -> _Texts:
    readers = [*map(_person, found.readers), *map(_department, found.reading)]
    return _Texts(
        case_id,
        words=_lines(found.open),
        hidden=_lines(found.hidden),
        people=" ".join([*map(_person, found.people), *map(_department, found.departments)]),
        readers=" ".join([_OFFICE, *readers]) if found.hidden else "",
    )


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(map(plain, texts))


def _person(person: int) -> str:
    return f"who{person}"  # longer than a pair of letters: nobody can type it


def _department(department: str) -> str:
    return f"of{department.encode().hex()}x"


def _pairs(folded: str) -> str:
    """Return the pairs of neighbouring letters in each line; `東方五` is `東方 方五`."""
    lines = folded.split("\n")
    return " ".join(line[at : at + SHORTEST] for line in lines for at in range(len(line) - 1))


def _forget(conn: Connection, case_id: int) -> None:
    texts = first(conn, _Texts, "FROM case_texts WHERE case_id = ?", (case_id,))
    if texts is not None:
        conn.execute(_UNFEED, _fed(texts))
        conn.execute("DELETE FROM case_texts WHERE case_id = ?", (case_id,))


def _feed(conn: Connection, texts: _Texts) -> None:
    conn.execute(_FEED, _fed(texts))


def _fed(texts: _Texts) -> tuple[int, str, str, str, str]:
    return (texts.case_id, _pairs(texts.words), _pairs(texts.hidden), texts.people, texts.readers)


def _read_again(conn: Connection) -> None:
    for (case_id,) in conn.execute("SELECT id FROM cases ORDER BY id").fetchall():
        case = replay(Case(id=case_id), journal.load(conn, case_stream(case_id)))
        enter(conn, case_id, passages(case))
