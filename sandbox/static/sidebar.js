// The left column: who I am, my chats, and everybody else I could be.

import { summary } from "./bubble.js";
import { addColleague } from "./chatmenu.js";
import { shortWhen } from "./clock.js";
import { avatar, byId, h, icon } from "./dom.js";
import { chatTitle, isPrivate, nameOf, on, select, shownMessages, store, unread, visibleChats } from "./store.js";

export function mountSidebar() {
  for (const kind of ["select", "people", "message", "seen"]) on(kind, later);
  show();
}

let planned = false;

// Many messages may come at once; draw once a frame.
function later() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    show();
  });
}

function show() {
  if (!store.me) return;
  byId("me").replaceChildren(avatar(store.me.id, store.me.first_name, { size: "large" }), who(store.me, "您現在是"));
  byId("chats").replaceChildren(...visibleChats().map(chatRow));
  byId("people").replaceChildren(...[...store.people.values()].map(personRow), newcomerRow());
}

function who(person, label) {
  return h("div", { class: "who" }, label && h("span", { class: "who-label" }, label), h("strong", {}, nameOf(person)), h("span", { class: "who-title" }, person.title));
}

function chatRow(chat) {
  const last = shownMessages(chat.id).at(-1);
  const face = isPrivate(chat) ? avatar(store.bot.id, chatTitle(chat), { kind: "bot" }) : avatar(chat.id, chat.title, { kind: "group" });
  const said = last ? `${isPrivate(chat) ? "" : `${nameOf(last.from)}：`}${summary(last)}` : isPrivate(chat) ? "按「開始」讓機器人能私訊您" : "還沒有訊息";
  const words = h("div", { class: "chat-words" },
    h("div", { class: "chat-line" }, h("strong", {}, chatTitle(chat)), last && h("time", {}, shortWhen(last.date * 1000))),
    h("div", { class: "chat-line" }, h("span", { class: "chat-said" }, said), badge(unread(store.me.id, chat.id))));
  const onclick = () => openChat(store.me, chat);
  return h("button", { type: "button", class: "chat-row", "aria-current": chat.id === store.chat?.id, onclick }, face, words);
}

function personRow(person) {
  const isMe = person.id === store.me.id;
  const count = unread(person.id, person.id);
  const onclick = () => openChat(person, isPrivate(store.chat) ? store.chats.get(person.id) : store.chat);
  const properties = { type: "button", class: "person-row", "aria-current": isMe, data: { person: person.id }, onclick };
  return h("button", properties, avatar(person.id, person.first_name), who(person), badge(count));
}

function newcomerRow() {
  const onclick = async () => {
    await addColleague();
    byId("app").dataset.view = "chat";
  };
  return h("button", { type: "button", class: "person-row newcomer", onclick }, h("span", { class: "avatar" }, icon("plus")), h("strong", {}, "新同仁加入"));
}

function openChat(person, chat) {
  byId("app").dataset.view = "chat";
  select(person, chat);
}

function badge(count) {
  return count ? h("span", { class: "badge", "aria-label": `${count} 則未讀` }, count > 99 ? "99+" : count) : null;
}
