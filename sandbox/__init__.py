"""A local Telegram: the Bot API on 127.0.0.1, a clock it owns, and a chat page.

`World` is a plain, synchronous state machine: people act through it, the bot through the Bot API; `serve`
puts it on a loopback port. Nothing here knows the bot under test.

    world = World(clock=Clock(start, rate=0))            # rate: 1 real time, 60 a minute a second, 0 frozen
    li = world.add_person(101, "李小明", username="lixiaoming", title="業務部 業務員", admin=False, started=True)

    async with serve(world) as server:                   # port=0 takes a free one
        bot = telegram.Bot(world.token, base_url=server.base_url, base_file_url=server.base_file_url)

        message = world.post(li, world.group, "text", reply_to=..., photo=..., document=..., anonymous=False, date=...)
        album = world.post_album(li, world.group, [Attachment(...), ...], "caption")
        world.post(li, li, "text")                       # the private chat with the bot is named by the person
        world.start(li, "payload")                       # /start payload
        world.edit(li, message, "new text", date=...)
        world.delete(message)
        press = world.press(li, bot_message, "批准")      # by label or callback data; data="..." forges one
        press.answer                                     # Answer(text, alert, url), None until the bot answered
        world.duplicate(bot_message)                     # a copy whose id the bot was never told
        world.react(li, message, "👍")

        world.block(li); world.unblock(li); world.join(li, chat); world.leave(li, chat)
        world.add_bot(chat, li); world.remove_bot(chat, li); world.promote_bot(chat, li); world.demote_bot(chat, li)
        world.rename(world.group, li, "title"); world.migrate(world.group, li)   # World(basic_group=True)

        world.clock.jump(by=300); world.clock.jump(to=moment); world.clock.set_rate(60); world.clock.now()

        world.faults.too_many("sendMessage", 3); world.faults.server_error("sendMessage", 502, applied=True)
        world.faults.drop("sendMessage", applied=True); world.faults.hang(...); world.faults.garbage(...)
        world.faults.delay("sendMessage", 0.2); world.faults.drop("*", times=None); world.faults.clear()
        world.hold_updates(); world.release_updates(); world.inject({...raw update...})

        await world.wait_for(lambda: world.from_bot())   # until truthy, at most 5 real seconds
        await world.heard()                              # until the bot has fetched everything

        world.messages()                                 # of the group; newest last; messages(li) or private(li)
        world.from_bot(li)                               # only the bot's
        message.text, .entities, .buttons, .keyboard, .button("批准"), .versions, .reactions, .edit_date, .deleted
        world.calls_of("sendMessage")                    # [Call(method, params, at, ok, result, note)]
        world.limits.summary()                           # {"-100…": {"sends", "edits", "refused", "max_per_minute"}}

`python -m sandbox --port 8081` serves an empty company to look at.
"""

from sandbox.clock import Clock
from sandbox.faults import Fault, FaultKind
from sandbox.limits import Limit, Limits
from sandbox.model import Answer, Attachment, Chat, Message, Person, Press
from sandbox.page import Page, Template
from sandbox.refusals import Refused
from sandbox.server import Server, serve
from sandbox.state import Call
from sandbox.world import World

__all__ = [
    "Answer",
    "Attachment",
    "Call",
    "Chat",
    "Clock",
    "Fault",
    "FaultKind",
    "Limit",
    "Limits",
    "Message",
    "Page",
    "Person",
    "Press",
    "Refused",
    "Server",
    "Template",
    "World",
    "serve",
]
