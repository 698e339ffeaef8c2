"""The bot asks who and where it is, and sets its menus and descriptions."""

from typing import Any

from sandbox.botapi_parameters import Arguments
from sandbox.files import MAX_DOWNLOAD
from sandbox.model import ADMINISTRATOR, LEFT, Chat, Json
from sandbox.refusals import bad_request
from sandbox.world import World

LONGEST_DESCRIPTION = {"description": 512, "short_description": 120}


def get_me(world: World, _: Arguments) -> Json:
    """Return the bot."""
    return world.bot.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": world.reads_all,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, args: Arguments) -> Json:
    """Return everything about a chat."""
    chat = _visible(world, args)
    pinned = [message for message in chat.visible() if message.pinned]
    full: Json = {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if pinned:
        full["pinned_message"] = pinned[-1].as_json(with_reply=False)
    if chat.type != "private":
        full["permissions"] = {"can_send_messages": True}
    return chat.as_json() | full


def get_chat_member(world: World, args: Arguments) -> Json:
    """Return what a person is in a chat."""
    chat = _visible(world, args)
    user_id = args.get("user_id")
    person = world.bot if user_id == world.bot.id else world.people.get(user_id)
    if person is None:
        raise bad_request("user not found")
    if chat.type == "private" and person == chat.person:
        return world.member_json(person, "member")
    return world.member_in(chat, person)


def get_chat_administrators(world: World, args: Arguments) -> list[Json]:
    """Return the people, and on request the bots, who administer a group."""
    chat = _visible(world, args)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    everybody = [*world.people_in(chat), *([world.bot] if args.get("return_bots") else [])]
    admins = [person for person in everybody if chat.status_of(person.id) == ADMINISTRATOR]
    return [world.member_in(chat, person) for person in admins]


def get_chat_member_count(world: World, args: Arguments) -> int:
    """Return how many are in a chat, the bot counted."""
    return len(world.people_in(_visible(world, args))) + 1


def leave_chat(world: World, args: Arguments) -> bool:
    """Leave a group."""
    chat = world.reachable(args.get("chat_id"))
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.members[world.bot.id] = LEFT
    world.events.add("people")
    return True


def get_file(world: World, args: Arguments) -> Json:
    """Return where to fetch a file of at most 20 MB."""
    stored = world.files.get(args.get("file_id"))
    if len(stored.attachment.content) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return stored.as_json() | {"file_path": stored.path}


def set_my_commands(world: World, args: Arguments) -> bool:
    """Set the command menu of a scope."""
    world.commands.set(args.get("commands"), **_menu(args))
    world.events.add("commands")
    return True


def get_my_commands(world: World, args: Arguments) -> list[Json]:
    """Return the command menu of a scope."""
    return world.commands.get(**_menu(args))


def delete_my_commands(world: World, args: Arguments) -> bool:
    """Remove the command menu of a scope."""
    world.commands.delete(**_menu(args))
    world.events.add("commands")
    return True


def set_my_description(world: World, args: Arguments) -> bool:
    """Set what an empty private chat shows."""
    return _describe(world, args, "description")


def set_my_short_description(world: World, args: Arguments) -> bool:
    """Set what the bot's profile shows."""
    return _describe(world, args, "short_description")


def get_my_description(world: World, args: Arguments) -> Json:
    """Return what an empty private chat shows."""
    return {"description": world.descriptions.get(_spoken("description", args), "")}


def get_my_short_description(world: World, args: Arguments) -> Json:
    """Return what the bot's profile shows."""
    return {"short_description": world.descriptions.get(_spoken("short_description", args), "")}


def delete_webhook(world: World, args: Arguments) -> bool:
    """Stay with long polling; there are no webhooks here."""
    if args.get("drop_pending_updates"):
        world.updates.drop()
    return True


def get_webhook_info(world: World, _: Arguments) -> Json:
    """Say that there is no webhook."""
    return {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
        "allowed_updates": sorted(world.updates.allowed),
    }


def _visible(world: World, args: Arguments) -> Chat:
    """Return a chat the bot may look at: its groups, and people who ever wrote to it."""
    chat = world.known(args.get("chat_id"))
    has_met = chat.type == "private" and (chat.opened or chat.messages)
    return chat if has_met else world.reachable(chat.id)


def _menu(args: Arguments) -> dict[str, Any]:
    return {"scope": args.get("scope") or {}, "language": args.get("language_code", "")}


def _describe(world: World, args: Arguments, name: str) -> bool:
    if len(args.get(name, "")) > LONGEST_DESCRIPTION[name]:
        raise bad_request(f"{name} is too long")
    world.descriptions[_spoken(name, args)] = args.get(name, "")
    world.events.add("commands")
    return True


def _spoken(name: str, args: Arguments) -> str:
    """Return under which name a description is kept: for all, or for telephones of one language."""
    code = args.get("language_code")
    return f"{name}_{code}" if code else name
