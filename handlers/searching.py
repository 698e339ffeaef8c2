"""/search: the cases in which all the words occur, the newest first, each with the place where they do (K01, V09)."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from forms.folding import fold
from handlers.lookups import Asked, takes_part
from handlers.pages import turning
from handlers.snippets import snippets
from storage import cases, finding
from storage.cases import CaseRow
from storage.finding import SHORTEST, Asker, Hit, Word
from workflow.case import Case
from workflow.commands import Decline, Tell
from workflow.directory import Directory
from workflow.facts import Facts
from workflow.names import plain
from workflow.passages import Passages, passages, readable
from workflow.values import Department, Person, Position, Role

PAGE: Final = 8
BATCH: Final = 50
FURTHEST: Final = 20
"""Batches looked through for a page, where hits may not be shown to whoever asks."""


def search(asked: Asked) -> Tell | Decline:
    """Return what was found, or which word cannot be looked for."""
    typed = [word for word in asked.words.split() if plain(word)]
    if not typed:
        return Decline(name="search_empty")
    short = next((word for word in typed if len(plain(word)) < SHORTEST), None)
    if short is not None:
        return Decline(name="search_short", facts={"text": short})
    words = tuple(_word(plain(one), asked.scene.directory) for one in typed)
    return _told(asked, words, list(islice(_found(asked, words), PAGE + 1)))


# Private functions


class _Found(NamedTuple):
    row: CaseRow
    texts: tuple[str, ...]
    """What of it is shown to whoever asks, what is confided to her first."""
    about: str
    """The customer, or whom it is about, as on the card."""


_ON_TOP: Final = frozenset({Position.VICE_PRESIDENT, Position.GM_ASSISTANT, Position.GENERAL_MANAGER})
_folded = lru_cache(maxsize=4096)(plain)


def _told(asked: Asked, words: tuple[Word, ...], found: list[_Found]) -> Tell:
    shown = found[:PAGE]
    more = len(found) > PAGE
    buttons = turning("search", asked.words, shown[-1].row.id) if more else ()
    facts: Facts = {
        "text": asked.words,
        "cases": [_line(one, words) for one in shown],
        "more": more,
        "pages": bool(buttons),
        "later": asked.start > 0,
    }
    return Tell(name="found", facts=facts, buttons=buttons)


def _line(found: _Found, words: tuple[Word, ...]) -> Facts:
    row = found.row
    places = snippets(found.texts, [one.letters for one in words])
    return {
        "case": row.name,
        "kind": row.kind,
        "phase": row.phase,
        "filed_at": row.filed_at.isoformat(),
        "snippets": [place for place in places if "".join(part["text"] for part in place) != found.about],
        "about": found.about,
    }


def _about(case: Case) -> str:
    told = case.form.model_dump() if case.form is not None else {}
    return str(told.get("customer") or told.get("target") or "")


def _word(letters: str, directory: Directory) -> Word:
    people = tuple(one.id for one in directory.people if letters in _folded(one.name))
    departments = tuple(one.id for one in directory.departments if letters in _folded(one.name))
    return Word(letters, people, departments)


def _found(asked: Asked, words: tuple[Word, ...]) -> Iterator[_Found]:
    """What the person may see of what there is; before its post a case is seen by those with a part in it."""
    for hit in _hits(asked, words):
        row, case = cases.get(asked.books.conn, hit.case_id), asked.books.case(hit.case_id)
        texts = _shown(case, hit, words, asked)
        if row is not None and texts:
            yield _Found(row, texts, _about(case))


def _hits(asked: Asked, words: tuple[Word, ...]) -> Iterator[Hit]:
    """A whole number is looked up; everything else is looked for."""
    numbered = cases.find_numbered(asked.books.conn, fold(asked.words).strip().upper())
    if numbered is not None:
        yield from () if asked.start else (Hit(numbered, is_hidden=False),)
        return
    before, asker = asked.start or None, _asker(asked)
    for _ in range(FURTHEST):
        batch = finding.find(asked.books.conn, words, asker, before=before, limit=BATCH)
        yield from batch
        if len(batch) < BATCH:
            return
        before = batch[-1].case_id


def _shown(case: Case, hit: Hit, words: tuple[Word, ...], asked: Asked) -> tuple[str, ...]:
    """What may be shown of a hit; nothing where not all the words occur in it."""
    if not case.posted_at and not (asked.is_private and takes_part(case, asked.person)):
        return ()
    found = passages(case)
    if not hit.is_hidden:
        return found.open
    confided = readable(case, asked.person, asked.scene, asked.at) if asked.is_private else ()
    texts = (*confided, *found.open)
    return texts if all(_occurs(word, found, texts) for word in words) else ()


def _occurs(word: Word, found: Passages, texts: tuple[str, ...]) -> bool:
    named = {*word.people} & {*found.people} or {*word.departments} & {*found.departments}
    return bool(named) or any(word.letters in plain(text) for text in texts)


def _asker(asked: Asked) -> Asker:
    directory, person = asked.scene.directory, asked.person
    hers = tuple(one for one in directory.departments if directory.acts_for(person, one.id, asked.at))
    return Asker(person.id, tuple(one.id for one in hers), sees_all=_sees_all(person, hers))


def _sees_all(person: Person, hers: tuple[Department, ...]) -> bool:
    """Whoever may read service plans by her post; of each case it is asked once more."""
    roles = {role for one in hers for role in one.roles}
    return person.position in _ON_TOP or not roles.isdisjoint({Role.HR, Role.SUPERVISE, Role.ADMINISTER})
