// The conversation: its head, its messages kept in step with the store, where it is scrolled to.

import { copy, messageMenu, openLink, press, react, start, versions } from "./actions.js";
import { bubble, senderName, service, summary } from "./bubble.js";
import { chatOptions } from "./chatmenu.js";
import { dayName, dayNumber } from "./clock.js";
import { avatar, byId, h, icon, iconButton } from "./dom.js";
import { menu } from "./overlay.js";
import { chatTitle, inTopic, isMine, isPrivate, markSeen, nameOf, on, selectTopic, shownMessages, store } from "./store.js";

const SHOWN = 200;
const ONE_BREATH = 300; // seconds within which messages of one person stand together

let shown = SHOWN;
let composer = null;
let nodes = new Map();
let typing = null;
let atBottom = true;
let lastTop = 0;

export function mountConversation(madeComposer) {
  composer = madeComposer;
  const list = byId("messages");
  byId("to-bottom").append(icon("down"));
  byId("to-bottom").addEventListener("click", () => toBottom({ smooth: true }));
  list.addEventListener("scroll", noteScroll, { passive: true });
  const resized = new ResizeObserver(() => atBottom && toBottom());
  resized.observe(byId("thread")); // pictures and type arrive late
  resized.observe(list); // the composer grows
  on("select", open);
  on("jump", jumpTo);
  on("people", () => { showHead(); render(); });
  on("action", showTyping);
  on("message", (message, isNew) => {
    if (message.chat.id !== store.chat?.id) return;
    if (isNew && isMine(message)) atBottom = true; // who has written sees it, wherever she was reading
    if (message.sandbox.sender_id === store.bot.id) stopTyping();
    keepPlace(render);
    markSeen();
  });
  document.addEventListener("visibilitychange", markSeen);
  open();
}

function open() {
  shown = SHOWN;
  nodes = new Map();
  byId("thread").replaceChildren();
  stopTyping();
  showHead();
  render();
  atBottom = true;
  toBottom();
  markSeen();
}

function showHead() {
  const chat = store.chat;
  if (!chat) return;
  const back = iconButton("back", "回到聊天列表", () => { byId("app").dataset.view = "list"; }, { class: "icon-button back" });
  const face = isPrivate(chat) ? avatar(store.bot.id, chatTitle(chat), { kind: "bot" }) : avatar(chat.id, chat.title, { kind: "group" });
  const words = h("div", { class: "head-words" }, h("strong", {}, chatTitle(chat)), h("span", { class: "head-note", id: "head-note" }, note(chat)));
  byId("head").replaceChildren(back, face, words, iconButton("more", "聊天選項", (event) => menu(event.currentTarget, chatOptions(chat))));
  if (chat.is_forum) byId("head").append(topicTabs(chat));
}

function topicTabs(chat) {
  const tabs = [[null, "全部"], [0, "一般"], ...chat.topics.map(({ id, name, closed }) => [id, closed ? `${name}（已關閉）` : name])];
  return h("nav", { class: "topics", "aria-label": "話題" }, tabs.map(([topic, name]) => topicTab(topic, name)));
}

function topicTab(topic, name) {
  return h("button", { type: "button", "aria-pressed": store.topic === topic, onclick: () => selectTopic(topic) }, name);
}

function note(chat) {
  if (isPrivate(chat)) return store.people.get(chat.id)?.blocked ? "已封鎖" : "機器人";
  const present = Object.values(chat.members).filter((status) => !["left", "kicked"].includes(status)).length;
  return `${present} 位成員${["left", "kicked"].includes(chat.bot_status) ? " · 機器人不在群組" : ""}`;
}

function render() {
  if (!store.chat) return;
  const items = arranged(inTopic(shownMessages(store.chat.id)));
  const kept = new Map();
  const wanted = items.map((item) => {
    const known = nodes.get(item.key);
    const node = known?.signature === item.signature ? known.node : item.make();
    kept.set(item.key, { node, signature: item.signature });
    return node;
  });
  nodes = kept;
  sync(byId("thread"), wanted.length ? wanted : [h("div", { class: "nothing" }, emptyWords())]);
}

function emptyWords() {
  return isPrivate(store.chat) ? store.bot.description || "還沒有訊息" : "還沒有訊息，說點什麼吧";
}

// Change only what differs, so that a picture or an open quote is not drawn anew.
function sync(list, wanted) {
  const keep = new Set(wanted);
  for (const child of [...list.children]) if (!keep.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
}

function arranged(messages) {
  const visible = messages.slice(-shown);
  const items = visible.length < messages.length ? [earlier(messages.length - visible.length)] : [];
  let before = null;
  for (const parts of albums(visible)) {
    const message = parts[0];
    if (!before || dayNumber(before.date * 1000) !== dayNumber(message.date * 1000)) items.push(daySeparator(message));
    const item = isService(message) ? serviceItem(message) : { parts, first: !together(before, message), last: true };
    const previous = items.at(-1);
    if (item.parts && !item.first && previous.parts) previous.last = false;
    items.push(item);
    before = parts.at(-1);
  }
  return items.map(described);
}

function albums(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1)?.at(-1);
    if (message.media_group_id && last?.media_group_id === message.media_group_id) groups.at(-1).push(message);
    else groups.push([message]);
  }
  return groups;
}

function together(before, message) {
  if (!before || isService(before) || dayNumber(before.date * 1000) !== dayNumber(message.date * 1000)) return false;
  return senderName(before) === senderName(message) && message.date - before.date < ONE_BREATH;
}

function described(item) {
  if (!item.parts) return item;
  const { parts, first, last } = item;
  const revisions = parts.map((part) => `${part.message_id}.${part.revision ?? 0}`).join();
  return { key: `m${parts[0].message_id}`, signature: `${revisions}/${first}/${last}`, make: () => bubble(item, actions) };
}

function daySeparator(message) {
  const name = dayName(message.date * 1000);
  return { key: `d${name}-${message.message_id}`, signature: name, make: () => service(name) };
}

function earlier(count) {
  const more = () => keepPlace(() => { shown += SHOWN; render(); });
  return { key: "earlier", signature: count, make: () => h("button", { type: "button", class: "service", onclick: more }, `載入更早的 ${count} 則`) };
}

const isService = (message) => !(message.text || message.photo || message.document || message.voice || message.video);

function serviceItem(message) {
  const words = serviceWords(message);
  return { key: `s${message.message_id}`, signature: words, make: () => service(words) };
}

function serviceWords(message) {
  const who = nameOf(message.from);
  if (message.new_chat_members) return `${who} 把 ${message.new_chat_members.map(nameOf).join("、")} 加入群組`;
  if (message.left_chat_member) return `${nameOf(message.left_chat_member)} 離開了群組`;
  if (message.new_chat_title) return `${who} 把群組改名為「${message.new_chat_title}」`;
  if (message.supergroup_chat_created) return "群組已建立";
  if (message.forum_topic_created) return `${who} 開了話題「${message.forum_topic_created.name}」`;
  if (message.forum_topic_closed) return `${who} 關閉了話題`;
  if (message.forum_topic_reopened) return `${who} 重新打開了話題`;
  if (message.pinned_message) return `${who} 置頂了「${summary(message.pinned_message).slice(0, 20)}」`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "群組已升級為超級群組";
  return "服務訊息";
}

const actions = {
  press,
  react,
  versions,
  reply: (message) => composer.reply(message),
  menu: (anchor, message) => messageMenu(anchor, message, composer),
  jumpTo,
  text: {
    get botName() { return store.bot.username; },
    onCommand: (command) => composer.send(command),
    onCopy: copy,
    onStart: start,
    onCard: openLink,
  },
};

export function jumpTo(messageId) {
  const node = byId("messages").querySelector(`[data-id="${messageId}"]`);
  if (!node) return;
  node.scrollIntoView({ block: "center", behavior: "smooth" });
  node.classList.add("flash");
  setTimeout(() => node.classList.remove("flash"), 1600);
}

const fromBottom = (list) => list.scrollHeight - list.scrollTop - list.clientHeight;

function keepPlace(change) {
  const list = byId("messages");
  const before = fromBottom(list);
  const wasAtBottom = atBottom;
  change();
  if (wasAtBottom) toBottom();
  else if (change !== render) list.scrollTop = list.scrollHeight - list.clientHeight - before;
  noteScroll();
}

export function toBottom({ smooth = false } = {}) {
  const list = byId("messages");
  list.scrollTo({ top: list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
}

// Only scrolling up leaves the bottom; content that grows below does not.
function noteScroll() {
  const list = byId("messages");
  const distance = fromBottom(list);
  if (distance < 80) atBottom = true;
  else if (list.scrollTop < lastTop - 1) atBottom = false;
  lastTop = list.scrollTop;
  byId("to-bottom").hidden = distance < 240;
}

function showTyping({ chat_id: chatId }) {
  if (chatId !== store.chat?.id) return;
  byId("head-note").textContent = `${nameOf(store.bot)} 正在輸入…`;
  clearTimeout(typing);
  typing = setTimeout(stopTyping, 5000);
}

function stopTyping() {
  clearTimeout(typing);
  if (byId("head-note") && store.chat) byId("head-note").textContent = note(store.chat);
}
