"""What Telegram says: token, privacy, group, webhook, time."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from telegram import ChatMember

from bot.doctor.facts import Answers, Facts
from bot.doctor.findings import SEPARATOR, Finding, found

TOLERATED: Final = timedelta(seconds=2)
_SEES_ALL: Final = frozenset({ChatMember.ADMINISTRATOR, ChatMember.OWNER})
_ABSENT: Final = frozenset({ChatMember.LEFT, ChatMember.BANNED})


def telegram(facts: Facts) -> Iterator[Finding]:
    """Check the connection, and what can be known through it."""
    answers = facts.telegram
    if answers is None:
        return
    if answers.refusal is not None:
        yield answers.refusal
        return
    yield found("token_known", username=answers.username)
    yield _privacy(answers)
    yield _group(answers)
    yield from _topics(facts, answers)
    if answers.webhook:
        yield found("webhook", url=answers.webhook)
    yield _clock(answers.skew)


def moved_group(facts: Facts) -> Iterator[Finding]:
    """Check that configuration and database mean the same group."""
    kept = facts.records and facts.records.group
    configured = facts.config.telegram.group_id
    if kept and kept.chat_id != configured:
        yield found("group_differs", configured=configured, kept=kept.chat_id)


def _privacy(answers: Answers) -> Finding:
    if answers.reads_all:
        return found("sees_all")
    return found("sees_as_administrator" if answers.group.status in _SEES_ALL else "blind")


def _group(answers: Answers) -> Finding:
    group = answers.group
    facts = {"group": group.id, "title": group.title, "username": answers.username}
    if group.moved_to:
        return found("group_moved", **facts, moved=group.moved_to)
    if group.error:
        code = "group_seen" if group.seen else "group_unknown"
        return found(code, **facts, error=group.error, seen=SEPARATOR.join(group.seen))
    if group.status in _ABSENT:
        return found("group_left", **facts)
    return found("group_silent" if group.is_silenced else "in_group", **facts)


def _topics(facts: Facts, answers: Answers) -> Iterator[Finding]:
    """Check what the configured topics need; the only right of an administrator that the bot ever uses."""
    keys, group = facts.config.telegram, answers.group
    is_asked = bool(group.title) and (keys.topic_per_case or keys.topic is not None)
    if is_asked and not group.is_forum:
        yield found("topics_off", title=group.title)
    elif is_asked and keys.topic_per_case:
        yield found("topics_own" if group.may_manage_topics else "topics_denied", username=answers.username)


def _clock(skew: timedelta) -> Finding:
    if abs(skew) <= TOLERATED:
        return found("clock_right")
    code = "clock_fast" if skew > timedelta(0) else "clock_slow"
    return found(code, seconds=abs(skew).total_seconds())
