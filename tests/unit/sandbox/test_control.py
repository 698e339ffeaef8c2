"""The control API does over HTTP what World does in the program."""

import asyncio
import base64
import json
from urllib.parse import quote

import httpx
import pytest
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Keyboard

from sandbox import Fault, FaultKind, Page, Template, World, serve
from sandbox.clock import DEFAULT_START
from sandbox.control_acts import ACTS


@pytest.fixture
async def control(server):
    async with httpx.AsyncClient(base_url=f"{server.url}/sandbox") as client:
        yield client


async def act(control: httpx.AsyncClient, name: str, **request: object) -> dict:
    response = await control.post(f"/{name}", json=request)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_day_can_be_played_from_another_process(world, control, bot):
    await act(control, "person", id=7, first_name="周靜", title="人力資源部", admin=True)
    posted = await act(control, "post", person_id=7, chat_id=world.group.id, text="早")
    await act(
        control, "edit", person_id=7, chat_id=world.group.id, message_id=posted["message_id"], text="早安"
    )
    await act(control, "start", person_id=7, payload="x")
    await bot.send_message(7, "?", reply_markup=Keyboard([[Button("批准", callback_data="ok")]]))
    pressed = await act(control, "press", person_id=7, chat_id=7, message_id=2, button="批准")
    await bot.answer_callback_query(pressed["press_id"], "已批准", show_alert=True)
    await act(control, "react", person_id=7, chat_id=7, message_id=2, emoji=["👍"])
    await act(control, "delete", chat_id=world.group.id, message_id=posted["message_id"])
    state = (await control.get("/state")).json()
    (early,) = state["messages"][str(world.group.id)]
    assert (early["text"], early["sandbox"]["deleted"]) == ("早安", True)
    assert early["sandbox"]["versions"][0]["text"] == "早"
    assert state["presses"][0]["answer"] == {"text": "已批准", "alert": True, "url": None}
    assert state["people"][0]["opened"]
    assert state["updates"]["pending"] == 4


async def test_pictures_files_and_albums_travel_as_base64(world, li, control, picture):
    photo = {
        "content": base64.b64encode(picture.content).decode(),
        "filename": "a.png",
        "content_type": "image/png",
    }
    report = {
        "content": base64.b64encode(b"<script>").decode(),
        "filename": "a.html",
        "content_type": "text/html",
    }
    shown = await act(control, "post", person_id=li.id, chat_id=li.id, text="照片", photo=photo)
    sent = await act(control, "post", person_id=li.id, chat_id=li.id, document=report)
    album = await act(control, "album", person_id=li.id, chat_id=li.id, parts=[photo, photo])
    assert len({part["media_group_id"] for part in album["messages"]}) == 1
    image = await control.get(f"/files/{shown['photo'][-1]['file_id']}")
    assert (image.content, image.headers["content-type"]) == (picture.content, "image/png")
    page = await control.get(f"/files/{sent['document']['file_id']}")
    assert page.headers["content-type"] == "application/octet-stream"
    assert page.headers["content-disposition"] == "attachment; filename*=UTF-8''a.html"
    assert (await control.get("/files/nothing")).status_code == 404


async def test_the_clock_is_read_set_and_waited_for(world, control):
    first = (await control.get("/clock")).json()
    assert first == {"now": "2026-11-23T10:00:00.000000+08:00", "rate": 0, "version": 1}
    waiting = asyncio.create_task(control.get("/clock", params={"after": 1}))
    await asyncio.sleep(0.02)
    assert not waiting.done()
    await act(control, "clock", by=90)
    assert (await waiting).json()["version"] == 2
    await act(control, "clock", to="2026-11-23T03:00:00+00:00")
    assert (await act(control, "clock", rate=60))["version"] == 4
    backwards = await control.post("/clock", json={"to": "2026-11-23T02:00:00+00:00"})
    assert (backwards.status_code, backwards.json()["error"][:25]) == (400, "the clock only goes forwa")


async def test_faults_holding_back_and_raw_updates(world, li, control):
    await act(control, "fault", method="sendMessage", kind="refuse", code=429, description="x", retry_after=3)
    assert world.faults.planned == [
        Fault("sendMessage", FaultKind.REFUSE, code=429, description="x", retry_after=3)
    ]
    await act(control, "clear_faults")
    assert world.faults.planned == []
    await act(control, "hold")
    await act(control, "inject", update={"poison": 1})
    assert len(world.updates) == 0
    assert await act(control, "release") == {"released": 1}
    assert len(world.updates) == 1


async def test_the_group_changes_hands(world, li, wang, control):
    group = {"person_id": wang.id, "chat_id": world.group.id}
    await act(control, "rename", **group, title="新群")
    await act(control, "bot", **group, change="demote")
    assert not world.is_bot_admin(world.group)
    await act(control, "membership", person_id=li.id, chat_id=world.group.id, change="promote")
    assert world.group.status_of(li.id) == "administrator"
    await act(control, "membership", person_id=li.id, chat_id=world.group.id, change="leave")
    assert li not in world.people_in(world.group)
    await act(control, "block", person_id=li.id)
    assert world.chats[li.id].blocked
    refused = await control.post("/migrate", json=group)
    assert (refused.status_code, refused.json()["error"]) == (400, "only a basic group migrates")


@pytest.mark.parametrize(
    ("path", "request_", "status"),
    [
        ("/post", {"json": {"person_id": 999, "chat_id": 1, "text": "x"}}, 400),
        ("/post", {"json": {"person_id": 101, "chat_id": 101, "text": " "}}, 400),
        ("/post", {"json": {"person_id": 101, "chat_id": 101, "txet": "x"}}, 422),
        ("/post", {"content": "{", "headers": {"content-type": "application/json"}}, 422),
        ("/post", {"data": {"person_id": 101}}, 415),
        ("/dance", {"json": {}}, 404),
    ],
)
async def test_a_wrong_request_is_answered_not_obeyed(world, li, control, path, request_, status):
    response = await control.post(path, **request_)
    assert response.status_code == status
    assert response.json()["error"]
    assert world.messages(li) == []


async def test_another_host_name_gets_nothing(world, server):
    async with httpx.AsyncClient() as client:
        response = await client.get(f"{server.url}/sandbox/state", headers={"host": "evil.example"})
        assert response.status_code == 400


async def test_the_log_and_the_traffic_can_be_read(world, control, bot):
    await bot.send_message(world.group.id, "x")
    (call,) = (await control.get("/calls", params={"method": "sendMessage"})).json()
    assert (call["params"]["text"], call["ok"], call["at"]) == ("x", True, DEFAULT_START.isoformat())
    assert (await control.get("/traffic")).json()[str(world.group.id)]["sends"] == 1


async def test_what_happens_streams_to_those_who_watch(world, li, control):
    world.post(li, world.group, "before")
    async with control.stream("GET", "/events", params={"after": world.events.seq}) as stream:
        lines = stream.aiter_lines()
        assert json.loads((await anext(lines)).removeprefix("data: "))["data"] == {"world": world.id}
        world.post(li, world.group, "after")
        seen = [line async for line in _until(lines, "after")]
        assert json.loads(seen[-1].removeprefix("data: "))["data"]["message"]["text"] == "after"


async def _until(lines, word):
    async for line in lines:
        yield line
        if word in line:
            return


async def test_a_watcher_too_far_behind_is_told_to_start_over(world, li):
    assert world.events.after(0) is not None
    for _ in range(6000):
        world.events.add("action")
    assert world.events.after(0) is None
    assert len(world.events.after(world.events.seq - 3)) == 3


async def test_the_host_supplies_title_templates_and_the_next_due_moment(world):
    dues = [DEFAULT_START.replace(hour=12), None]

    async def next_due():
        return dues.pop(0)

    page = Page("輝煌", (Template("投訴", "投訴人："),), next_due)
    async with serve(world, page=page) as server, httpx.AsyncClient(base_url=server.url) as client:
        settings = (await client.get("/sandbox/page")).json()
        assert settings == {
            "title": "輝煌",
            "templates": [{"label": "投訴", "text": "投訴人："}],
            "has_next_due": True,
        }
        assert (await client.post("/sandbox/next_due")).json() == {"due": "2026-11-23T12:00:00+08:00"}
        assert world.clock.now().hour == 12
        assert (await client.post("/sandbox/next_due")).json() == {"due": None}


async def test_the_page_and_its_parts_are_served_with_a_strict_policy(server):
    async with httpx.AsyncClient(base_url=server.url) as client:
        index = await client.get("/")
        assert "default-src 'self'" in index.headers["content-security-policy"]
        for part in ("app.js", "theme.css", "icon.svg"):
            assert (await client.get(f"/static/{part}")).status_code == 200


def test_every_act_is_documented(pytestconfig):
    documented = (pytestconfig.rootpath / "docs" / "sandbox.md").read_text(encoding="utf-8")
    missing = [name for name in ACTS if f"| `{name}` |" not in documented]
    assert missing == []


async def test_a_world_can_be_served_again_after_its_server_closed(world):
    for _ in range(2):
        async with serve(world) as server, httpx.AsyncClient() as client:
            assert (await client.get(f"{server.url}/sandbox/clock")).status_code == 200


async def test_waiting_for_what_never_comes_ends_with_what_was_waited_for():
    with pytest.raises(TimeoutError, match="a pigeon"):
        await World().wait_for(lambda: None, seconds=0.01, what="a pigeon")


async def test_a_pdf_is_opened_and_keeps_its_name_when_saved(control, world, li):
    form = {
        "content": base64.b64encode(b"%PDF-1.7").decode(),
        "filename": "流程表.pdf",
        "content_type": "application/pdf",
    }
    sent = await act(control, "post", person_id=li.id, chat_id=li.id, document=form)
    page = await control.get(f"/files/{sent['document']['file_id']}")
    assert (page.content, page.headers["content-type"]) == (b"%PDF-1.7", "application/pdf")
    name = quote("流程表.pdf")
    assert page.headers["content-disposition"] == f"inline; filename*=UTF-8''{name}"
