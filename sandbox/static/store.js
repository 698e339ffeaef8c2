// What the page knows: people, chats, messages, who is looking, and what each has seen.

import { read, watch } from "./api.js";

export const store = {
  world: "",
  bot: {},
  clock: null,
  people: new Map(),
  chats: new Map(),
  messages: new Map(),
  page: { title: "", templates: [], has_next_due: false },
  me: null,
  chat: null,
  topic: null, // null: all of the chat
  seen: {},
  online: true,
};

const listeners = new Map();

export function on(kind, listener) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), listener]);
}

export function emit(kind, ...details) {
  for (const listener of listeners.get(kind) ?? []) listener(...details);
}

export async function load() {
  const [state, page] = await Promise.all([read("state"), read("page")]);
  store.page = page;
  store.world = state.world;
  store.bot = state.bot;
  adopt(state);
  for (const [chatId, messages] of Object.entries(state.messages)) {
    store.messages.set(Number(chatId), new Map(messages.map((message) => [message.message_id, message])));
  }
  store.seen = JSON.parse(sessionStorage.getItem(`seen-${store.world}`) ?? "{}");
  const [me, chat] = location.hash.slice(1).split("/").map(Number);
  store.me = store.people.get(me) ?? store.people.values().next().value ?? null;
  store.chat = visibleChats().find((known) => known.id === chat) ?? visibleChats()[0] ?? null;
  store.clock = state.clock;
  await retitle();
  watch(state.events, receive, (online) => {
    store.online = online;
    emit("line", online);
  });
}

function adopt(state) {
  store.people = new Map(state.people.map((person) => [person.id, person]));
  store.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  if (store.me) store.me = store.people.get(store.me.id) ?? store.me;
  if (store.chat) store.chat = store.chats.get(store.chat.id) ?? store.chat;
}

function receive(kind, data) {
  if (kind === "hello" && data.world !== store.world) location.reload();
  else if (kind === "reset") location.reload();
  else if (kind === "message") receiveMessage(data.message);
  else if (kind === "people") refresh();
  else emit(kind, data);
}

function receiveMessage(message) {
  const chat = messagesOf(message.chat.id);
  const isNew = !chat.has(message.message_id);
  message.revision = (chat.get(message.message_id)?.revision ?? 0) + 1;
  chat.set(message.message_id, message);
  emit("message", message, isNew);
  if (isNew && isPrivate(message.chat)) retitleSoon();
}

// What the host calls people may change when its bot has told one of them something.
let retitling = null;

function retitleSoon() {
  retitling ??= setTimeout(() => { retitling = null; retitle().then(() => emit("people")); }, 300);
}

async function retitle() {
  for (const [id, title] of Object.entries(await read("titles"))) {
    const person = store.people.get(Number(id));
    if (person) person.title = title;
  }
}

let refreshing = null;

export function refresh() {
  refreshing ??= read("state").then(async (state) => {
    refreshing = null;
    adopt(state);
    await retitle();
    if (store.chat?.migrated_to) select(store.me, store.chats.get(store.chat.migrated_to));
    emit("people");
  });
  return refreshing;
}

export function messagesOf(chatId) {
  if (!store.messages.has(chatId)) store.messages.set(chatId, new Map());
  return store.messages.get(chatId);
}

export function shownMessages(chatId) {
  return [...messagesOf(chatId).values()].filter((message) => !message.sandbox.deleted);
}

// What stands in the topic that is looked at; General is 0.
export function inTopic(messages) {
  return store.topic === null ? messages : messages.filter((message) => (message.is_topic_message ? message.message_thread_id : 0) === store.topic);
}

export function selectTopic(topic) {
  store.topic = topic;
  emit("select", false);
}

export function visibleChats(person = store.me) {
  if (!person) return [];
  const groups = [...store.chats.values()].filter((chat) => chat.type !== "private" && !chat.migrated_to);
  return [...groups, store.chats.get(person.id)];
}

export function select(me, chat) {
  const moved = me?.id !== store.me?.id;
  store.me = me;
  const next = chat ?? visibleChats()[0];
  if (next?.id !== store.chat?.id) store.topic = null;
  store.chat = next;
  history.replaceState(null, "", `#${me.id}/${store.chat.id}`);
  emit("select", moved);
}

export function unread(personId, chatId) {
  const last = store.seen[`${personId}/${chatId}`] ?? 0;
  return shownMessages(chatId).filter((message) => message.message_id > last && message.sandbox.sender_id !== personId).length;
}

export function markSeen() {
  if (!store.me || !store.chat || document.hidden) return;
  const last = Math.max(0, ...messagesOf(store.chat.id).keys());
  const key = `${store.me.id}/${store.chat.id}`;
  if (store.seen[key] === last) return;
  store.seen[key] = last;
  sessionStorage.setItem(`seen-${store.world}`, JSON.stringify(store.seen));
  emit("seen");
}

export function nameOf(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

export const isPrivate = (chat) => chat?.type === "private";
export const isBot = (message) => message.sandbox.sender_id === store.bot.id;
export const isMine = (message) => message.sandbox.sender_id === store.me?.id;
export const chatTitle = (chat) => (isPrivate(chat) ? nameOf(store.bot) : chat.title);
