"""People and groups coming and going: joining, administering, blocking, renaming, migrating."""

from collections.abc import Collection
from dataclasses import replace

from sandbox.model import ADMINISTRATOR, KICKED, LEFT, MEMBER, PRESENT, Chat, Json, Message, Person
from sandbox.state import State


class Groups(State):
    """What changes who is where."""

    def add_person(  # noqa: PLR0913  what Telegram knows of a person
        self,
        id: int,  # noqa: A002  Telegram's own word
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        title: str = "",
        admin: bool = False,
        joins: bool = True,
        started: bool = False,
        language_code: str = "zh-hant",
    ) -> Person:
        """Add a person of the company, in the group unless told otherwise; `started` has an open private chat."""
        person = Person(id, first_name, last_name, username, title, language_code=language_code)
        self.people[id] = person
        self.chats[id] = Chat(id, "private", person=person, opened=started)
        groups = [chat for chat in self.chats.values() if chat.type != "private"] if joins else []
        for chat in groups:
            chat.members[id] = ADMINISTRATOR if admin else MEMBER
        self.events.add("people")
        return person

    def add_group(
        self,
        title: str,
        id: int,  # noqa: A002  Telegram's own word
        *,
        kind: str = "supergroup",
        bot_is_admin: bool = True,
    ) -> Chat:
        """Add a group that the bot and everybody known so far are in."""
        chat = Chat(id, kind, title)
        chat.members = dict.fromkeys(self.people, MEMBER)
        chat.members[self.bot.id] = ADMINISTRATOR if bot_is_admin else MEMBER
        self.chats[id] = chat
        self.events.add("people")
        return chat

    def block(self, person: Person) -> None:
        """Block the bot."""
        self._set_blocked(person, blocked=True)

    def unblock(self, person: Person) -> None:
        """Let the bot write again."""
        self._set_blocked(person, blocked=False)

    def add_bot(self, chat: Chat, by: Person, *, admin: bool = False) -> None:
        """Add the bot to a group."""
        self._move_bot(chat, by, ADMINISTRATOR if admin else MEMBER)
        self._service(
            chat, by, {"new_chat_members": [self.bot.as_json()], "new_chat_member": self.bot.as_json()}
        )

    def remove_bot(self, chat: Chat, by: Person) -> None:
        """Kick the bot out of a group."""
        self._service(chat, by, {"left_chat_member": self.bot.as_json()})
        self._move_bot(chat, by, KICKED)

    def promote_bot(self, chat: Chat, by: Person, *, without: Collection[str] = ()) -> None:
        """Make the bot an administrator, `without` some rights (`can_manage_topics`)."""
        chat.lacking[self.bot.id] = frozenset(without)
        self._move_bot(chat, by, ADMINISTRATOR)

    def demote_bot(self, chat: Chat, by: Person) -> None:
        """Make the bot an ordinary member."""
        self._move_bot(chat, by, MEMBER)

    def join(self, person: Person, chat: Chat) -> None:
        """Let a person join a group."""
        self._move(person, chat, MEMBER)
        self._service(chat, person, {"new_chat_members": [person.as_json()]})

    def leave(self, person: Person, chat: Chat) -> None:
        """Let a person leave a group."""
        self._service(chat, person, {"left_chat_member": person.as_json()})
        self._move(person, chat, LEFT)

    def set_admin(self, person: Person, chat: Chat, *, admin: bool) -> None:
        """Make a person an administrator of a group, or an ordinary member again."""
        self._move(person, chat, ADMINISTRATOR if admin else MEMBER)

    def rename(self, chat: Chat, by: Person, title: str) -> None:
        """Give a group another title."""
        chat.title = title
        self._service(chat, by, {"new_chat_title": title})
        self.events.add("people")

    def publish(self, chat: Chat, username: str | None) -> None:
        """Give a group a public @name, or make it private again."""
        chat.username = username
        self.events.add("people")

    def migrate(self, chat: Chat, by: Person, *, to: int = -1001000000099) -> Chat:
        """Turn a basic group into a supergroup with a new id; its messages stay behind."""
        if chat.type != "group":
            raise ValueError("only a basic group migrates")
        grown = replace(chat, id=to, type="supergroup", messages={}, members=dict(chat.members))
        self.chats[to] = grown
        self._service(chat, by, {"migrate_to_chat_id": to})
        chat.migrated_to = to
        self._service(grown, by, {"migrate_from_chat_id": chat.id})
        self._adopt(chat, grown)
        self.events.add("people")
        return grown

    def _adopt(self, old: Chat, grown: Chat) -> None:
        """Let a world that calls `old` its group call the new one so."""
        if getattr(self, "group", None) is old:
            self.group = grown

    def _open(self, chat: Chat) -> None:
        chat.opened = True
        if chat.blocked and chat.person is not None:
            self.unblock(chat.person)
        self.events.add("people")

    def _set_blocked(self, person: Person, *, blocked: bool) -> None:
        chat = self.chats[person.id]
        chat.blocked = blocked
        old, new = (MEMBER, KICKED) if blocked else (KICKED, MEMBER)
        self._announce("my_chat_member", chat, person, self.bot, old, new)

    def _move_bot(self, chat: Chat, by: Person, status: str) -> None:
        old = chat.status_of(self.bot.id)
        chat.members[self.bot.id] = status
        self._announce("my_chat_member", chat, by, self.bot, old, status)

    def _move(self, person: Person, chat: Chat, status: str) -> None:
        old = chat.status_of(person.id)
        chat.members[person.id] = status
        if self.is_bot_admin(chat):
            self._announce("chat_member", chat, person, person, old, status)

    def _announce(self, kind: str, chat: Chat, by: Person, who: Person, old: str, new: str) -> None:
        change: Json = {"chat": chat.as_json(), "from": by.as_json(), "date": self.clock.unix()}
        change["old_chat_member"] = self.member_json(who, old)
        change["new_chat_member"] = self.member_json(who, new, lacks=chat.lacking.get(who.id, ()))
        self.push(kind, change)
        self.events.add("people")

    def _service(self, chat: Chat, by: Person, content: Json, *, topic: int | None = None) -> Message:
        message = self.say(chat, by, content, topic=topic)
        if chat.status_of(self.bot.id) in PRESENT:
            self.tell_bot(message)
        return message

    def member_json(self, person: Person, status: str, *, lacks: Collection[str] = ()) -> Json:
        """Return Telegram's `ChatMember`."""
        member: Json = {"user": person.as_json(), "status": status}
        if status == ADMINISTRATOR:
            rights = _RIGHTS | dict.fromkeys(lacks, False)
            return member | rights | {"can_be_edited": False, "is_anonymous": False}
        return member | ({"until_date": 0} if status == KICKED else {})


_RIGHTS: Json = dict.fromkeys(
    (
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_pin_messages",
        "can_manage_topics",
    ),
    True,
)
