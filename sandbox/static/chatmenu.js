// What can be done to a chat as a whole: the bot's place in it, its name, its topics; and somebody new in the company.

import { act } from "./api.js";
import { attempt } from "./actions.js";
import { askBox } from "./overlay.js";
import { isPrivate, refresh, select, selectTopic, store } from "./store.js";

export function chatOptions(chat) {
  return isPrivate(chat) ? privateOptions(chat) : [["群組改名", () => rename(chat)], ...topicOptions(chat), ...botOptions(chat)];
}

function privateOptions(chat) {
  const { blocked } = store.people.get(chat.id);
  return [[blocked ? "解除封鎖" : "封鎖機器人", () => attempt(() => act("block", { person_id: chat.id, blocked: !blocked })), blocked ? "" : "danger"]];
}

function botOptions(chat) {
  const bot = (change) => () => attempt(() => act("bot", { ...by(chat), change }));
  const choices = {
    administrator: [["取消機器人的管理員身分", bot("demote")], ["移出機器人", bot("remove"), "danger"]],
    member: [["讓機器人當管理員", bot("promote")], ["移出機器人", bot("remove"), "danger"]],
  };
  return choices[chat.bot_status] ?? [["加入機器人", bot("add")]];
}

function topicOptions(chat) {
  if (chat.type === "group") return [["升級為超級群組", () => attempt(() => act("migrate", by(chat)))]];
  if (!chat.is_forum) return [["開啟話題功能", () => setForum(chat, true)]];
  return [["開新話題", () => openTopic(chat)], ...hereOptions(chat), ["關閉話題功能", () => setForum(chat, false), "danger"]];
}

// Of the topic that is looked at.
function hereOptions(chat) {
  const topic = chat.topics.find(({ id }) => id === store.topic);
  if (!topic) return [];
  const change = (name) => attempt(() => act("topic", { ...by(chat), topic: topic.id, change: name }));
  const turned = topic.closed ? ["重新打開這個話題", () => change("reopen")] : ["關閉這個話題", () => change("close")];
  return [turned, ["刪除這個話題", async () => { if (await change("delete")) selectTopic(null); }, "danger"]];
}

const by = (chat) => ({ person_id: store.me.id, chat_id: chat.id });

async function setForum(chat, isForum) {
  selectTopic(null);
  await attempt(() => act("forum", { ...by(chat), is_forum: isForum }));
}

async function openTopic(chat) {
  const name = await askBox("新話題的名稱", "");
  if (name) await attempt(() => act("open_topic", { ...by(chat), name }));
}

async function rename(chat) {
  const title = await askBox("群組的新名稱", chat.title);
  if (title) await attempt(() => act("rename", { ...by(chat), title }));
}

// Somebody new joins the company and the group, and is at the screen: her private chat with the bot lies open.
export async function addColleague() {
  const name = await askBox("新同仁的姓名", "");
  if (!name) return;
  const id = Math.max(...store.people.keys()) + 1;
  if (!(await attempt(() => act("person", { id, first_name: name, title: "新同仁" })))) return;
  while (!store.people.has(id)) await refresh();
  select(store.people.get(id), store.chats.get(id));
}
