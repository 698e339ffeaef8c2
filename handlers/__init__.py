"""Telegram's updates become commands: one visible list of who hears what, in which order."""

from collections.abc import Iterator
from typing import Any

from telegram import Update
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from handlers import (
    act_words,
    asking,
    chatter,
    commands,
    edited_commands,
    edits,
    emptied_forms,
    enquiries,
    enrolling,
    evidence,
    filing,
    fund,
    languages,
    loose_words,
    membership,
    opinions,
    past_requests,
    presses,
    regulation,
    replies,
    requests,
    setup,
    starting,
    turning,
    unplaced,
    wizard_words,
)
from handlers.context import Context, TousuApplication, remember_failure
from handlers.listening import Listener, keep, listen, only_people_here

NEW = filters.UpdateType.MESSAGE
EDITED = filters.UpdateType.EDITED_MESSAGE
PRIVATE = filters.ChatType.PRIVATE
FILES = (
    filters.PHOTO
    | filters.Document.ALL
    | filters.VIDEO
    | filters.VIDEO_NOTE
    | filters.VOICE
    | filters.AUDIO
    | filters.ANIMATION
)
FUND_CAPTION = filters.CaptionRegex(r"(?i)^/fund(@\w+)?\b")
WORDS = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND

Handler = BaseHandler[Update, Context, Any]


def register(application: TousuApplication) -> None:
    """Put the handlers in place. Order matters: whoever takes an update keeps it from those below."""
    for group, handlers in enumerate(_in_order()):
        application.add_handlers(handlers, group)
    application.add_error_handler(remember_failure)


# Private functions


def _in_order() -> Iterator[list[Handler]]:
    # The bot's own comings and goings, in any chat
    yield [
        ChatMemberHandler(membership.own_membership, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated),
    ]

    # What proves that the bot hears the group
    yield [TypeHandler(Update, membership.overheard)]

    # Of those who administer a group, also one that is not the company's yet
    yield [CommandHandler("setup", keep(setup.setup), NEW & filters.ChatType.GROUPS)]

    # From here on: people, in the group or privately
    yield [TypeHandler(Update, only_people_here)]

    # Presses on buttons
    yield [CallbackQueryHandler(presses.pressed)]

    # Commands, never an edited one: it would run twice
    yield [
        CommandHandler("start", starting.start, NEW & PRIVATE),
        CommandHandler("help", commands.help_, NEW),
        CommandHandler("language", languages.language, NEW),
        CommandHandler("new", wizard_words.new, NEW),
        CommandHandler("ask", turning.ask, NEW),
        CommandHandler("complain", turning.complain, NEW),
        CommandHandler("form", commands.blank_form, NEW),
        CommandHandler("rules", regulation.rules, NEW),
        CommandHandler("cancel", commands.cancel, NEW),
        CommandHandler("away", commands.away, NEW),
        CommandHandler("suspend", commands.suspend, NEW),
        CommandHandler("enrol", commands.enrol, NEW),
        CommandHandler("resend", commands.resend, NEW & PRIVATE),
        CommandHandler(["stats", "chart"], commands.report, NEW),
        CommandHandler([*asking.LOOKUPS], commands.look_up, NEW),
        CommandHandler("fund", fund.fund, NEW),
        MessageHandler(NEW & FUND_CAPTION, keep(fund.fund)),
        MessageHandler(NEW & PRIVATE & filters.COMMAND, commands.help_),
    ]

    # An edited command, with or without a receipt: it does nothing, and says so
    yield [
        CommandHandler([*edited_commands.BOOKING], keep(edited_commands.command_edited), EDITED),
        MessageHandler(EDITED & FUND_CAPTION, keep(edited_commands.command_edited)),
    ]

    # Edited messages: the form of a draft, a ruling that was something else before, an answer that was refused
    yield [_hears(replies.words_about_case, EDITED)]
    yield [_hears(filing.form_typed, EDITED)]
    yield [_hears(emptied_forms.form_emptied, EDITED)]
    yield [_hears(unplaced.unplaced_ruling, EDITED)]
    yield [_hears(replies.process_told, EDITED)]
    yield [_hears(edits.recorded_words_edited, EDITED)]
    yield [_hears(opinions.opinion_typed, EDITED)]
    yield [_hears(act_words.act_labelled, EDITED & filters.REPLY)]
    yield [_hears(replies.answer_to_question, EDITED & filters.REPLY)]
    yield [_hears(chatter.private_answer, EDITED & PRIVATE)]
    yield [_hears(enquiries.answer_edited, EDITED & filters.REPLY)]

    # Replies to our messages: the answer to a question, a publication or a ruling
    yield [_hears(replies.answer_to_question, NEW & filters.REPLY)]
    yield [_hears(replies.receipt_sent, NEW & filters.REPLY, FILES)]
    yield [_hears(replies.words_about_case, NEW & filters.REPLY)]
    yield [_hears(enquiries.answer_typed, NEW & filters.REPLY)]

    # Forms, in the group and privately, as text or as the caption of a photo, an album or a file
    yield [_hears(filing.form_typed, NEW)]

    # Rulings that answer nothing; and answers of those who owe a ruling that are none
    yield [_hears(unplaced.unplaced_ruling, NEW)]

    # 綜合處理意見 with its label; any other act by its name; and words under a request that has buttons
    yield [_hears(opinions.opinion_typed, NEW)]
    yield [_hears(act_words.act_labelled, NEW)]
    yield [_hears(requests.words_to_request, NEW & filters.REPLY)]
    yield [_hears(act_words.act_named, NEW)]
    yield [_hears(requests.file_without_words, NEW & filters.REPLY, FILES)]

    # The process, written without its label where it is called for
    yield [_hears(replies.process_told, NEW & filters.REPLY)]

    # Evidence with no act of its own, with words or without, also when its original was exchanged
    yield [_hears(evidence.file_sent, NEW, FILES)]
    yield [_hears(evidence.file_sent, EDITED, FILES)]

    yield [_hears(replies.unfilled_reply, NEW & filters.REPLY)]

    # An answer to an enquiry that is written without its label
    yield [_hears(enquiries.remark_typed, NEW & filters.REPLY & filters.ChatType.GROUPS)]

    # Our name under somebody's words: what they can be made
    yield [MessageHandler(NEW & filters.REPLY & filters.ChatType.GROUPS & WORDS, turning.called_up)]

    # Words in the group that may be the answer to the question their author was asked there
    yield [_hears(loose_words.words_beside_question, NEW & filters.ChatType.GROUPS)]

    # The next value, or a file, for a form that is filled in step by step
    yield [_hears(wizard_words.value_typed, NEW & PRIVATE)]
    yield [_hears(wizard_words.file_put_to_form, NEW & PRIVATE, FILES)]

    # Everything else is chatter: helped privately, left alone in the group
    yield [_hears(enrolling.name_typed, NEW & PRIVATE)]
    yield [_hears(chatter.private_answer, NEW & PRIVATE)]
    yield [_hears(evidence.file_alone, NEW & PRIVATE, FILES)]
    yield [_hears(past_requests.words_too_late, NEW & PRIVATE & filters.REPLY)]
    yield [_hears(chatter.private_help, NEW & PRIVATE)]


def _hears(listener: Listener, which: filters.BaseFilter, what: filters.BaseFilter = WORDS) -> Handler:
    return MessageHandler(which & what, listen(listener))
