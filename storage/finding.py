"""Full text over the cases: any two neighbouring letters make a word of the index, so every part of a text is found.

Texts are folded as names are (`workflow.names.plain`): simplified, no case, no blanks or punctuation; so what somebody
types is found in either script, and nothing of it can be an operator. `case_texts` keeps what was fed to the index.
"""

from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection
from typing import Final, NamedTuple

from storage import journal
from storage.rows import first, insert, scalar
from storage.streams import case_stream
from workflow.case import Case
from workflow.evolving import replay
from workflow.names import plain
from workflow.passages import Confided, Passages, Shelf, passages

SHORTEST: Final = 2
"""Letters of a word that can be looked for."""


class Word(NamedTuple):
    """A word to look for, folded, and whose names it may be a part of."""

    letters: str
    people: tuple[int, ...] = ()
    departments: tuple[str, ...] = ()


class Asker(NamedTuple):
    """Whose question it is: confided texts are found by those who may read them, shelf by shelf."""

    person: int
    departments: tuple[str, ...] = ()
    sees_all: bool = False


class Hit(NamedTuple):
    """A case in which all words occur; `is_hidden`: not all of them in what everybody may read.

    The index knows of each shelf who has a part in it; whether she may read it now is for whoever shows it to ask.
    """

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
    hidden: str  # each line behind the shelf it stands on
    people: str
    readers: str


_BEYOND: Final = 1 << 62
_OFFICE: Final = "office"
_BEHIND: Final = ":"
"""Parts a shelf from its text; no folded text has one."""
_FEED: Final = "INSERT INTO search (rowid, words, hidden, people, readers) VALUES (?, ?, ?, ?, ?)"
_UNFEED: Final = (
    "INSERT INTO search (search, rowid, words, hidden, people, readers) VALUES ('delete', ?, ?, ?, ?, ?)"
)


def _query(words: Sequence[Word], asker: Asker) -> str:
    """Each word stands in what everybody may read, or on a shelf that the asker has a part in."""
    mine = [_person(asker.person), *map(_department, asker.departments), *([_OFFICE] * asker.sees_all)]
    return " AND ".join(f"({' OR '.join(_places(word, mine))})" for word in words)


def _places(word: Word, mine: Sequence[str]) -> Iterator[str]:
    phrase = _phrase(_pairs(word.letters))
    yield f"{{words people}} : ({' OR '.join([phrase, *_names(word)])})"
    for shelf in Shelf:
        readers = " OR ".join(_on(shelf, mine))
        yield f"(hidden : {_phrase(_on(shelf, _pairs(word.letters)))} AND readers : ({readers}))"


def _phrase(pairs: Iterable[str]) -> str:
    return f'"{" ".join(pairs)}"'


def _on(shelf: str, words: Iterable[str]) -> Iterator[str]:
    """Words of the index that are met on one shelf only: what all cases say in the open is not read through for it."""
    return (f"{shelf}{word}" for word in words)


def _names(word: Word) -> list[str]:
    return _tokens(word.people, word.departments)


def _is_hidden(conn: Connection, case_id: int, words: Iterable[Word]) -> bool:
    texts = first(conn, _Texts, "FROM case_texts WHERE case_id = ?", (case_id,))
    return texts is None or not all(_occurs(word, texts) for word in words)


def _occurs(word: Word, texts: _Texts) -> bool:
    return word.letters in texts.words or not set(_names(word)).isdisjoint(texts.people.split())


def _folded(case_id: int, found: Passages) -> _Texts:
    confided = ((one.shelf, line) for one in found.confided for line in _lines(one.texts))
    return _Texts(
        case_id,
        words="\n".join(_lines(found.open)),
        hidden="\n".join(f"{shelf}{_BEHIND}{line}" for shelf, line in confided),
        people=" ".join(_tokens(found.people, found.departments)),
        readers=" ".join(token for one in found.confided for token in _readers(one)),
    )


def _readers(confided: Confided) -> Iterator[str]:
    """Who may have a part in a shelf."""
    return _on(confided.shelf, [_OFFICE, *_tokens(confided.people, confided.departments)])


def _tokens(people: Iterable[int], departments: Iterable[str]) -> list[str]:
    return [*map(_person, people), *map(_department, departments)]


def _lines(texts: Iterable[str]) -> Iterator[str]:
    return map(plain, texts)


def _person(person: int) -> str:
    return f"who{person}"  # longer than a pair of letters: nobody can type it


def _department(department: str) -> str:
    return f"of{department.encode().hex()}x"


def _pairs(line: str) -> list[str]:
    """Return the pairs of neighbouring letters; of `東方五` 東方 and 方五."""
    return [line[at : at + SHORTEST] for at in range(len(line) - 1)]


def _forget(conn: Connection, case_id: int) -> None:
    texts = first(conn, _Texts, "FROM case_texts WHERE case_id = ?", (case_id,))
    if texts is not None:
        conn.execute(_UNFEED, _fed(texts))
        conn.execute("DELETE FROM case_texts WHERE case_id = ?", (case_id,))


def _feed(conn: Connection, texts: _Texts) -> None:
    conn.execute(_FEED, _fed(texts))


def _fed(texts: _Texts) -> tuple[int, str, str, str, str]:
    words = (pair for line in texts.words.split("\n") for pair in _pairs(line))
    hidden = (pair for line in texts.hidden.split("\n") for pair in _pairs_on_shelf(line))
    return (texts.case_id, " ".join(words), " ".join(hidden), texts.people, texts.readers)


def _pairs_on_shelf(line: str) -> Iterator[str]:
    shelf, _, text = line.partition(_BEHIND)
    return _on(shelf, _pairs(text))


def _read_again(conn: Connection) -> None:
    for (case_id,) in conn.execute("SELECT id FROM cases ORDER BY id").fetchall():
        case = replay(Case(id=case_id), journal.load(conn, case_stream(case_id)))
        enter(conn, case_id, passages(case))
