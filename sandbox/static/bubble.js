// One message, or one album, as a bubble.

import { clockTime } from "./clock.js";
import { avatar, h, icon, iconButton } from "./dom.js";
import { keyboard } from "./keyboard.js";
import { lightbox } from "./overlay.js";
import { rich } from "./richtext.js";
import { isBot, isMine, isPrivate, messagesOf, nameOf, store } from "./store.js";

export function bubble(item, actions) {
  const { parts, first, last } = item;
  const message = parts[0];
  const mine = isMine(message) && !message.sender_chat;
  const article = h("article", { class: "bubble" }, body(item, actions));
  const stack = h("div", { class: "stack" }, article, keyboard(parts.at(-1), actions), reactions(message, actions));
  const more = iconButton("more", "更多動作", (event) => actions.menu(event.currentTarget, message), { class: "icon-button bubble-more" });
  const classes = ["row", mine ? "own" : "other", first && "first", last && "last", isPhotoOnly(parts) && "photo-only"];
  const row = h("div", { class: classes.filter(Boolean).join(" "), data: { id: message.message_id } });
  const face = !mine && !isPrivate(store.chat) && (last ? avatar(faceId(message), senderName(message), { kind: isBot(message) ? "bot" : "" }) : h("span", { class: "avatar-gap" }));
  row.append(...[face, stack, more].filter(Boolean));
  row.addEventListener("dblclick", (event) => event.target.closest("button, a") || actions.reply(message));
  row.addEventListener("contextmenu", (event) => {
    if (String(getSelection())) return;
    event.preventDefault();
    actions.menu(more, message);
  });
  return row;
}

export function service(text) {
  return h("div", { class: "service" }, text);
}

function body(item, actions) {
  const { parts, first } = item;
  const message = parts[0];
  const worded = parts.find((part) => part.caption ?? part.text) ?? parts.at(-1);
  const text = worded.text ?? worded.caption ?? "";
  const entities = worded.entities ?? worded.caption_entities;
  const context = { ...actions.text, key: `${worded.chat.id}/${worded.message_id}` };
  const showSender = first && !isPrivate(store.chat) && (!isMine(message) || message.sender_chat);
  return [
    showSender && sender(message),
    message.reply_to_message && quoted(message, actions),
    ...media(parts),
    h("div", { class: text ? "text" : "text empty" }, text && rich(text, entities, context), meta(parts.at(-1), actions)),
  ];
}

function sender(message) {
  const person = store.people.get(message.sandbox.sender_id);
  const title = message.sender_chat ? "匿名管理員" : isBot(message) ? "機器人" : person?.title;
  return h("header", { class: `sender ${ink(message)}` }, senderName(message), title && h("span", { class: "sender-title" }, title));
}

const ink = (message) => (isBot(message) ? "ink-bot" : `ink-${Math.abs(faceId(message)) % 8}`);
const faceId = (message) => (message.sender_chat ? message.sender_chat.id : message.sandbox.sender_id);
export const senderName = (message) => (message.sender_chat ? message.sender_chat.title : nameOf(message.from));

function quoted(message, actions) {
  const original = message.reply_to_message;
  const sandboxed = messagesOf(message.chat.id).get(original.message_id);
  const name = sandboxed ? senderName(sandboxed) : nameOf(original.from);
  const said = message.quote?.text ?? summary(original);
  return h("button", { type: "button", class: `quoted ${original.from.id === store.bot.id ? "ink-bot" : `ink-${original.from.id % 8}`}`, onclick: () => actions.jumpTo(original.message_id) },
    h("span", { class: "quoted-name" }, name), h("span", { class: "quoted-text" }, said));
}

export function summary(message) {
  const text = message.text ?? message.caption;
  if (text) return text.replace(/\s+/g, " ");
  if (message.photo) return "圖片";
  if (message.voice) return "語音";
  if (message.video) return "影片";
  return message.document?.file_name ?? "訊息";
}

function media(parts) {
  const photos = parts.filter((part) => part.photo);
  const files = parts.filter((part) => part.document);
  const grid = photos.length ? h("div", { class: `photos count-${Math.min(photos.length, 4)}` }, photos.map(photo)) : null;
  const recordings = parts.filter((part) => part.voice ?? part.video);
  return [grid, ...recordings.map(recording), ...files.map((part) => fileRow(part.document))];
}

function recording(message) {
  const src = `/sandbox/files/${(message.voice ?? message.video).file_id}`;
  return h(message.voice ? "audio" : "video", { src, controls: "", preload: "none", class: "recording" });
}

function photo(message) {
  const full = message.photo.at(-1);
  const src = `/sandbox/files/${full.file_id}`;
  const image = h("img", { src, alt: message.caption ?? "圖片", width: full.width, height: full.height, loading: "lazy" });
  return h("button", { type: "button", class: "photo", onclick: () => lightbox(src, image.alt) }, image);
}

function fileRow(document) {
  const kind = (document.file_name.split(".").at(-1) ?? "").slice(0, 4).toUpperCase();
  const name = h("span", { class: "file-name" }, document.file_name);
  const size = h("span", { class: "file-size" }, `${kind} · ${readableSize(document.file_size)}`);
  const how = document.mime_type === "application/pdf" ? { target: "_blank", rel: "noopener" } : { download: document.file_name };
  const properties = { class: "file", href: `/sandbox/files/${document.file_id}`, ...how };
  return h("a", properties, h("span", { class: "file-icon" }, icon("file")), h("span", { class: "file-words" }, name, size));
}

function readableSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function meta(message, actions) {
  const edited = message.edit_date && h("button", { type: "button", class: "edited", title: "看先前的版本", onclick: () => actions.versions(message) }, "已編輯");
  const pinned = message.sandbox.pinned && h("span", { title: "已置頂" }, icon("pin"));
  return h("span", { class: "meta" }, pinned, edited, h("time", {}, clockTime(message.date * 1000)));
}

function reactions(message, actions) {
  const counts = new Map();
  for (const [person, emoji] of Object.entries(message.sandbox.reactions)) {
    for (const one of emoji) counts.set(one, [...(counts.get(one) ?? []), Number(person)]);
  }
  if (!counts.size) return null;
  const chips = [...counts].map(([emoji, people]) => chip(emoji, people, () => actions.react(message, emoji)));
  return h("div", { class: "reactions" }, chips);
}

function chip(emoji, people, onclick) {
  const mine = people.includes(store.me?.id);
  const names = people.map((id) => nameOf(store.people.get(id) ?? store.bot)).join("、");
  return h("button", { type: "button", class: mine ? "chip mine" : "chip", title: names, onclick }, emoji, h("span", {}, people.length));
}

const isPhotoOnly = (parts) => parts.every((part) => part.photo && !part.caption) && !parts[0].reply_to_message;
