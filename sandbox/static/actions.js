// What the person at the screen does to a message.

import { act } from "./api.js";
import { exactWhen } from "./clock.js";
import { h } from "./dom.js";
import { alertBox, menu, toast, versionsBox } from "./overlay.js";
import { messageSpot, rich, startPayload } from "./richtext.js";
import { emit, isMine, isPrivate, nameOf, on, select, store } from "./store.js";

const REACTIONS = ["👍", "👌", "❤", "🙏", "🫡", "👎"];
const ANSWER_WITHIN = 15_000;
const waiting = new Map(); // press id -> what to do with the answer

export function mountActions() {
  on("answer", (answer) => {
    waiting.get(answer.press_id)?.();
    if (answer.person_id !== store.me?.id) return;
    if (answer.url) openLink(answer.url);
    else if (answer.alert) alertBox(answer.text, nameOf(store.bot));
    else if (answer.text) toast(answer.text);
  });
}

export async function attempt(deed) {
  try {
    return await deed();
  } catch (problem) {
    toast(problem.message);
    return null;
  }
}

const at = (message) => ({ person_id: store.me.id, chat_id: message.chat.id, message_id: message.message_id });

export async function press(message, button) {
  if ("callback_data" in button) return pressAndWait(message, button);
  if (button.url) return openLink(button.url);
  if (button.copy_text) return copy(button.copy_text.text);
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query ?? "";
  store.composer?.insert(`@${store.bot.username} ${query}`);
  return null;
}

async function pressAndWait(message, button) {
  const pressed = await attempt(() => act("press", { ...at(message), data: button.callback_data }));
  if (!pressed) return;
  await new Promise((resolve) => {
    waiting.set(pressed.press_id, resolve);
    setTimeout(resolve, ANSWER_WITHIN);
  });
  waiting.delete(pressed.press_id);
}

export function openLink(url) {
  const payload = startPayload(url, store.bot.username);
  const spot = messageSpot(url);
  if (spot && store.chats.has(spot.chat)) {
    store.topic = null;
    select(store.me, store.chats.get(spot.chat));
    return emit("jump", spot.message);
  }
  if (payload === null) window.open(url, "_blank", "noreferrer");
  else start(payload);
}

export async function start(payload = "") {
  select(store.me, store.chats.get(store.me.id));
  await attempt(() => act("start", { person_id: store.me.id, payload }));
}

export async function copy(text) {
  await navigator.clipboard.writeText(text).then(() => toast("已複製"), () => toast("瀏覽器不允許複製"));
}

export async function react(message, emoji) {
  const mine = message.sandbox.reactions[store.me.id] ?? [];
  const next = mine.includes(emoji) ? [] : [emoji];
  await attempt(() => act("react", { ...at(message), emoji: next }));
}

export function messageMenu(anchor, message, composer) {
  const row = h("div", { class: "menu-reactions" }, REACTIONS.map((emoji) => reactionKey(message, emoji)));
  const text = message.text ?? message.caption;
  const items = [
    row,
    ["回覆", () => composer.reply(message)],
    text && ["複製文字", () => copy(text)],
    isMine(message) && !message.sender_chat && ["編輯", () => composer.edit(message)],
    message.sandbox.versions.length && ["先前的版本", () => versions(message)],
    mayDelete(message) && ["刪除", () => attempt(() => act("delete", { chat_id: message.chat.id, message_id: message.message_id })), "danger"],
  ];
  menu(anchor, items.filter(Boolean));
}

// In a group others' messages are its administrators' to delete.
function mayDelete(message) {
  const chat = store.chats.get(message.chat.id);
  return isMine(message) || isPrivate(chat) || ["administrator", "creator"].includes(chat.members[store.me.id]);
}

function reactionKey(message, emoji) {
  const onclick = () => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    react(message, emoji);
  };
  return h("button", { type: "button", title: `以 ${emoji} 回應`, onclick }, emoji);
}

export function versions(message) {
  const all = [...message.sandbox.versions, { ...message, until: null }];
  versionsBox(
    "訊息的各個版本",
    all.map((version, index) => ({
      when: version.until ? `到 ${exactWhen(version.until * 1000)}` : "現在",
      node: h("div", {}, rich(version.text ?? version.caption ?? "", version.entities ?? version.caption_entities, { key: `version/${index}` })),
    })),
  );
}
