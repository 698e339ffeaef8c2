"""Groups with topics: opening, closing and deleting them, and which of them a message belongs to."""

from sandbox.groups import Groups
from sandbox.model import Chat, Json, Message, Person, Topic
from sandbox.refusals import bad_request

ICON_COLOUR = 0x6FB9F0


class Forums(Groups):
    """What people and the bot do with topics; the thread of a topic is the message that opened it."""

    def make_forum(self, chat: Chat, *, is_forum: bool = True) -> None:
        """Give a supergroup topics, or take them away: what was said stays, in General."""
        if chat.type != "supergroup":
            raise ValueError("only a supergroup has topics")
        chat.is_forum = is_forum
        self.events.add("people")

    def open_topic(self, chat: Chat, by: Person, name: str) -> Topic:
        """Open a topic."""
        if not chat.is_forum:
            raise bad_request("the chat is not a forum")
        if not 1 <= len(name) <= 128:
            raise bad_request("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_TOO_LONG")
        if not chat.messages:  # the first message of a supergroup is its own beginning, which is no topic
            self.say(chat, by, {"supergroup_chat_created": True})
        created = {"forum_topic_created": {"name": name, "icon_color": ICON_COLOUR}}
        message = self.say(chat, by, created)
        message.topic = message.id
        topic = chat.topics[message.id] = Topic(message.id, name, by.id)
        self.show(message)
        self.tell_bot(message)
        self.events.add("people")
        return topic

    def close_topic(self, chat: Chat, by: Person, topic_id: int, *, closed: bool = True) -> None:
        """Close a topic to everybody but administrators, or open it again."""
        topic = self.topic(chat, topic_id)
        if topic.closed == closed:
            raise bad_request("TOPIC_NOT_MODIFIED")
        topic.closed = closed
        self._service(chat, by, {f"forum_topic_{'closed' if closed else 'reopened'}": {}}, topic=topic_id)
        self.events.add("people")

    def delete_topic(self, chat: Chat, topic_id: int) -> None:
        """Delete a topic with everything said in it; Telegram tells bots nothing."""
        del chat.topics[self.topic(chat, topic_id).id]
        for message in chat.messages.values():
            if message.topic == topic_id:
                message.deleted = True
                self.show(message)
        self.events.add("people")

    def topic(self, chat: Chat, topic_id: int) -> Topic:
        """Return a topic, or refuse in Telegram's words."""
        if not chat.is_forum or topic_id not in chat.topics:
            raise bad_request("message thread not found")
        return chat.topics[topic_id]

    def topic_to_write_in(
        self, chat: Chat, person: Person, wanted: int | None, original: Message | None
    ) -> int | None:
        """Return the topic a message goes to, that of the message replied to unless one is named; refuse a closed one."""
        if wanted is None:
            wanted = original.topic if original is not None and chat.is_forum else None
        if wanted is None:
            return None
        if self.topic(chat, wanted).closed and not self.may_manage_topics(chat, person):
            raise bad_request("TOPIC_CLOSED")
        return wanted

    def may_manage_topics(self, chat: Chat, person: Person) -> bool:
        """Say whether somebody may open, close and write in closed topics."""
        return bool(self.member_in(chat, person).get("can_manage_topics"))

    def member_in(self, chat: Chat, person: Person) -> Json:
        """Return what somebody is in a chat, as Telegram's `ChatMember`."""
        return self.member_json(person, chat.status_of(person.id), lacks=chat.lacking.get(person.id, ()))
