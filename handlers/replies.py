"""What is typed under a message of ours: answers to its question, publications, rulings."""

from typing import NamedTuple

from forms import read_mark, read_plan, read_reply
from forms.publication import is_publication
from handlers import copies, edits, gates, questions
from handlers.context import Context
from handlers.copies import Spot
from handlers.evidence import with_evidence
from handlers.pressing import Typed
from handlers.publishing import is_of_desk, process, told_without_label
from handlers.receipts import put_away, react_to_words
from handlers.rulings import belongs_elsewhere, may_supplement, owed_by, ruling
from handlers.said import Quoted, Said
from handlers.which import ask_which, for_department
from storage import cards, exhibits, outbox, unclear
from storage.books import Books
from storage.outbox import OutboxRow
from workflow import facts
from workflow.asking import NEEDS, Need
from workflow.calendar import Calendar
from workflow.commands import Command, Decline, Do
from workflow.desk import Answer
from workflow.phases import Act
from workflow.values import Kind, Person


class Meant(NamedTuple):
    """What a message means: whose act it is, and the question it answers."""

    command: Command
    actor: Person | None
    question: OutboxRow | None = None


async def answer_to_question(said: Said, context: Context) -> bool:
    """Take the answer to a question of ours, given under it by whom it was put to; edited, what was refused before."""
    meant = await context.read(lambda books: _answering(said, books, context.wiring.calendar))
    return meant is not None and await take(meant, said, context)


async def receipt_sent(said: Said, context: Context) -> bool:
    """Take a picture or file without words where a receipt was asked for; what follows of an album is evidence."""
    calendar = context.wiring.calendar
    meant = await context.read(
        lambda books: None if _is_placed(said, books) else _answering(said, books, calendar)
    )
    if meant is None or not isinstance(meant.command, Do) or NEEDS.get(meant.command.act) is not Need.RECEIPT:
        return False
    return await take(meant, said, context)


async def words_about_case(said: Said, context: Context) -> bool:
    """Take a publication, a mark or a ruling typed under any message of ours about a case."""
    if said.quoted is None:
        return False
    await _care_for_copy(said, said.quoted, context)
    meant = await context.read(lambda books: _labelled(said, books))
    return meant is not None and await take(meant, said, context)


async def process_told(said: Said, context: Context) -> bool:
    """Take the process that 打單部 writes without its label under a call, and an edit of its answer (C09)."""
    meant = await context.read(lambda books: _process_told(said, books))
    return meant is not None and await take(meant, said, context)


async def unfilled_reply(said: Said, context: Context) -> bool:
    """Tell somebody who owes a reply that words without labels are none, before a clock runs out on her."""
    meant = await context.read(lambda books: _unfilled(said, books))
    return meant is not None and await take(meant, said, context)


async def take(meant: Meant, said: Said, context: Context) -> bool:
    """Bring it before the desk, and close the question it answered."""
    placed = await context.read(
        lambda books: for_department(meant.command, said, meant.actor, books, context.wiring)
    )
    if placed.between and meant.actor is not None and isinstance(meant.command, Do):
        await ask_which(said, meant.actor, placed.between, context, act=meant.command.act)
        return True
    question, now = meant.question, context.wiring.now()
    asks_for = gates.asked_about(question) if question is not None else None
    wanted = await gates.passed(placed.command, asks_for, said, meant.actor, context)
    command = await context.read(lambda books: with_evidence(wanted, said, books))
    answer = await context.bring(command, said, meant.actor)
    react_to_words(said, answer, context)
    if question is not None and not gates.is_asked_back(command) and questions.settles(answer):
        await context.write(lambda conn: questions.settle(conn, question, now))
        await put_away(question, said, answer, context)
    if _is_plan(command, answer) and not said.is_private:
        await context.mention("plan_in_group", {"case": answer.case.name}, user_id=said.user_id)
    return True


def typed_by(said: Said, calendar: Calendar, books: Books) -> Typed:
    """Return what was typed as the answer to a question, in the company's zone."""
    return Typed(said.text, calendar.local(said.at), books.directory(), has_file=said.evidence is not None)


# Private functions


def _is_placed(said: Said, books: Books) -> bool:
    return exhibits.album_place(books.conn, said.chat_id, said.album) is not None


def _answering(said: Said, books: Books, calendar: Calendar) -> Meant | None:
    if said.quoted is None:
        return None
    actor = said.author(books.directory())
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id)
    question = row or (_unrecorded_question(said, said.quoted, actor, books) if actor else None)
    if question is None or question.notice.question is None:
        return None
    if not _may_answer(question, said, actor, books):
        return None
    if _is_ruling_instead(question, said, actor, books):
        return None
    if (
        question.notice.question is Act.PUBLISH
        and question.case_id
        and (case := books.case(question.case_id)).published
    ):
        added = process(case, said.text)
        return Meant(added, actor, question) if added else None
    typed = typed_by(said, calendar, books)
    command = _overtaken(question, said, actor, books) or questions.answered(question, typed)
    return Meant(command, actor, question)


def _may_answer(question: OutboxRow, said: Said, actor: Person | None, books: Books) -> bool:
    """Whether it is a message of whom the question was put to, and no edit of one that has answered it."""
    if not said.is_anonymous and (actor is None or question.notice.asked != actor.id):
        return False
    return not said.is_edit or _is_left_open(question, said, actor, books)


def _is_left_open(question: OutboxRow, said: Said, actor: Person | None, books: Books) -> bool:
    """Whether a message that is edited has not answered its question yet: what it did before is not done again."""
    if actor is None or edits.is_recorded(said, actor, books):
        return False
    return any(row.id == question.id for row in outbox.open_questions(books.conn, actor.id))


def _overtaken(question: OutboxRow, said: Said, actor: Person | None, books: Books) -> Decline | None:
    """Words without labels to the question about a reply that is in by now are none: she hears whose it is and when."""
    if actor is None or question.case_id is None or question.notice.question is not Act.REPLY:
        return None
    case, directory = books.case(question.case_id), books.directory()
    asked = [d for d in case.replies() if question.notice.facts.get("department") in {None, "", d.department}]
    mine = [duty for duty in asked if directory.acts_for(actor, duty.department, said.at)]
    if read_reply(said.text).has_labels or any(duty.is_open for duty in mine):
        return None
    ended = [duty for duty in mine if duty.ended_at is not None and duty.ended_at <= said.at]
    if not ended:
        return None
    return Decline(name="not_owed", facts={"case": case.name, **facts.done(ended[-1], directory)})


def _unrecorded_question(said: Said, quoted: Quoted, actor: Person, books: Books) -> OutboxRow | None:
    """A message of ours that we have no record of: the case it names, else the only question open to her."""
    if cards.find(books.conn, said.chat_id, quoted.message_id):
        return None
    named = copies.case_named_in(books, quoted.text)
    mine = [row for row in questions.questions_to(books, actor.id) if named in (None, row.case_id)]
    return mine[0] if len(mine) == 1 else None


def _labelled(said: Said, books: Books) -> Meant | None:
    case_id = copies.case_under(said, books)
    if case_id is None:
        return None
    actor = said.author(books.directory())
    reply = read_plan(said.text) if _edits_plan(said, actor, books) else read_reply(said.text)
    if is_publication(said.text):
        return _labelled_process(case_id, said, actor, books)
    marked = None if said.is_edit else read_mark(said.text)
    if marked is not None:
        return Meant(Do(case=case_id, act=marked.act, text=marked.reason), actor)
    if _is_for_another(case_id, said, actor, books):
        return None
    if reply.has_labels:
        return Meant(ruling(case_id, reply, books.directory()), actor)
    return None


def _edits_plan(said: Said, actor: Person | None, books: Books) -> bool:
    """Whether somebody changes what she answered to the question for the plan, where it needs no label."""
    if not said.is_edit or said.quoted is None or actor is None:
        return False
    row = outbox.find_message(books.conn, said.chat_id, said.quoted.message_id)
    return (
        row is not None
        and (row.notice.question, row.notice.asked) == (Act.REPLY, actor.id)
        and questions.is_for_plan(row)
    )


def _is_for_another(case_id: int, said: Said, actor: Person | None, books: Books) -> bool:
    """Whether a ruling typed under a message about one case is for another, or was taken for one."""
    placed = unclear.case_of(books.conn, said.chat_id, said.message_id)
    if placed is not None or actor is None or said.is_forwarded:
        return placed not in {None, case_id}
    reply = read_reply(said.text)
    if said.is_edit and may_supplement(books, case_id, actor, said.at, reply):
        return False
    return belongs_elsewhere(books, case_id, actor, said.at, reply)


def _is_ruling_instead(question: OutboxRow, said: Said, actor: Person | None, books: Books) -> bool:
    """Whether a whole ruling stands under a question that asked for something else, or for one of another case."""
    reply = read_reply(said.text)
    is_whole = bool(reply.plan or (reply.finding and reply.opinion))
    if actor is None or not is_whole:
        return False
    if question.notice.question is Act.REPLY and question.case_id is not None:
        return _is_for_another(question.case_id, said, actor, books)
    return bool(owed_by(books, actor, said.at, reply))


def _labelled_process(case_id: int, said: Said, actor: Person | None, books: Books) -> Meant | None:
    """An edit of what is published takes nothing back, nor do more words of the desk: they add to the record."""
    case = books.case(case_id)
    if case.published and not said.is_edit and not is_of_desk(actor, case, said, books):
        return Meant(Do(case=case_id, act=Act.PUBLISH, text=said.text), actor)
    command = process(case, said.text)
    return Meant(command, actor) if command else None


def _process_told(said: Said, books: Books) -> Meant | None:
    actor = said.author(books.directory())
    command = told_without_label(said, actor, books) if actor else None
    return Meant(command, actor) if command else None


def _unfilled(said: Said, books: Books) -> Meant | None:
    case_id, actor = copies.case_under(said, books), said.author(books.directory())
    if case_id is None or actor is None:
        return None
    owed = [one for one in owed_by(books, actor, said.at) if one.case_id == case_id]
    return Meant(Do(case=case_id, act=Act.REPLY, department=owed[0].department), actor) if owed else None


def _is_plan(command: Command, answer: Answer) -> bool:
    is_reply = isinstance(command, Do) and command.act is Act.REPLY
    return is_reply and answer.refusal is None and answer.case.kind is Kind.SERVICE


async def _care_for_copy(said: Said, quoted: Quoted, context: Context) -> None:
    """An answer under a post that we do not know of shows that it stands (design 5)."""
    if said.is_private:
        return
    spot, now = Spot(said.chat_id, quoted.message_id, quoted.date), context.wiring.now()
    delivery = await context.read(lambda books: copies.standing(books, quoted.text, spot, now))
    if delivery is not None:
        await context.perform(*delivery)
