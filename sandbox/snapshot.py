"""The whole state as JSON, for the page and for tests in another process."""

from sandbox.model import ADMINISTRATOR, Chat, Json, Person
from sandbox.world import World


def snapshot(world: World) -> Json:
    """Return clock, bot, people, chats, messages with all their versions, presses and figures."""
    return {
        "world": world.id,
        "events": world.events.seq,
        "clock": world.clock_json(),
        "bot": world.bot.as_json() | world.descriptions,
        "people": [_person(world, person) for person in world.people.values()],
        "chats": [_chat(world, chat) for chat in world.chats.values()],
        "messages": {
            str(chat.id): [world.page_json(message) for message in chat.messages.values()]
            for chat in world.chats.values()
        },
        "presses": [_press(world, number) for number in world.presses],
        "traffic": world.limits.summary(),
        "updates": {
            "pending": len(world.updates),
            "held": world.updates.held,
            "confirmed": world.updates.confirmed,
        },
    }


def calls_json(world: World, method: str | None) -> list[Json]:
    """Return the log of Bot API calls."""
    calls = world.calls_of() if method is None else world.calls_of(method)
    return [
        {
            "method": call.method,
            "params": call.params,
            "at": call.at.isoformat(),
            "ok": call.ok,
            "result": call.result,
            "note": call.note,
        }
        for call in calls
    ]


def commands_json(world: World, person_id: int, chat_id: int) -> list[Json]:
    """Return the menu a person sees in a chat."""
    chat = world.chats[chat_id]
    is_admin = chat.status_of(person_id) == ADMINISTRATOR
    spoken = (world.people[person_id].language_code or "").partition("-")[0]
    return world.commands.shown_to(person_id, chat, is_admin=is_admin, language=spoken)


def _person(world: World, person: Person) -> Json:
    private = world.chats[person.id]
    return person.as_json() | {"title": person.title, "opened": private.opened, "blocked": private.blocked}


def _chat(world: World, chat: Chat) -> Json:
    members = {str(number): status for number, status in chat.members.items()}
    return chat.as_json() | {
        "members": members,
        "topics": [topic.as_json() for topic in chat.topics.values()],
        "bot_status": chat.status_of(world.bot.id),
        "migrated_to": chat.migrated_to,
    }


def _press(world: World, number: str) -> Json:
    press = world.presses[number]
    answer = press.answer and {
        "text": press.answer.text,
        "alert": press.answer.alert,
        "url": press.answer.url,
    }
    return {
        "id": press.id,
        "person_id": press.person.id,
        "chat_id": press.message.chat.id,
        "message_id": press.message.id,
        "data": press.data,
        "at": press.at.isoformat(),
        "answer": answer,
    }
