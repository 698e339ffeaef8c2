"""Complaint forms: read out of what people post, and written for them to fill in.

    read(text, now=...)      -> Reading       a message as a form; `Reading.form()` once nothing is wrong with it
    read_reply(text)         -> ReplyReading  a department's labelled reply
    read_responsible(text, known) -> tuple    whom a 責任部門 value names for sure, 「本部門」 too
    read_plan(text)          -> ReplyReading  the answer to the question for 處理方案, its label left out or not
    split_names(text)        -> tuple         the names in a 責任部門 value
    money.read_money(text)   -> int | problem an amount as whole fen (forms.money)
    write(kind, fields)      -> str           the official form, prefilled; read(write(...)) gives the fields back
    blank(kind)              -> str           the official form, blank
    read_field(field, text, now=...) -> str | Problem   one field on its own, as the form would read it
    read_fields(kind, text, now=...) -> dict            the fields that labelled lines give, each likewise
    fill(kind, values, now=...)      -> Reading          the form that such values make
    read_span(text, now)     -> Span | None   a stretch of time to come, and the words beside it
    read_open_wish(text, departments_in)  -> OpenWish    which open complaints somebody wants to see
    read_absence(text, directory, now)    -> AbsenceRead     an absence and who stands in
    read_suspension(text, directory, now) -> SuspensionRead  when whose clocks stand still, and why
    read_answer(text)        -> str | None  an answer to an enquiry, behind its label
    read_act(text)           -> ActRead | None  the name of an act typed under a card, and the words behind it
    read_mark(text)          -> MarkRead | None  緊急 or 重點 typed under a card, set or taken off
    read_number(text)        -> str  the number of a case or the like, however it is typed
    read_section(text)       -> Section | None  the section of the regulation somebody asks for
    read_jsonl(lines)        -> Iterator      `tousu parse --jsonl`: a post a line in, a reading a line out

Every one of these takes whatever people type and raises nothing on account of it; the conventions they read by
(K1-K5, L1-L5, V1-V6, T1-T5, S1-S4 in the modules) are told in docs/forms.md. Time goes by `now`, always aware;
results carry its offset. The words themselves are tables: `labels`, `settlement_words`, the patterns of `dates`.
"""

from forms.absence_words import AbsenceRead, read_absence
from forms.act_words import ActRead, denies_responsibility, read_act
from forms.answer_words import read_answer, says_nothing_yet
from forms.fields import fill, read_field, read_fields
from forms.jsonl import read_jsonl
from forms.mark_words import MarkRead, read_mark
from forms.numbers import read_number
from forms.open_words import OpenWish, read_open_wish
from forms.reading import Problem, Reading, read
from forms.replies import ReplyReading, read_plan, read_reply, split_names
from forms.responsible import Known, read_responsible
from forms.rule_words import read_section
from forms.spans import Span, read_span
from forms.suspension_words import SuspensionRead, read_suspension
from forms.writing import BLANK_TIME, blank, write

__all__ = [
    "BLANK_TIME",
    "AbsenceRead",
    "ActRead",
    "Known",
    "MarkRead",
    "OpenWish",
    "Problem",
    "Reading",
    "ReplyReading",
    "Span",
    "SuspensionRead",
    "blank",
    "denies_responsibility",
    "fill",
    "read",
    "read_absence",
    "read_act",
    "read_answer",
    "read_field",
    "read_fields",
    "read_jsonl",
    "read_mark",
    "read_number",
    "read_open_wish",
    "read_plan",
    "read_reply",
    "read_responsible",
    "read_section",
    "read_span",
    "read_suspension",
    "says_nothing_yet",
    "split_names",
    "write",
]
