// Writing: text, pictures and files, replies, edits, commands, texts the host offers.

import { act, encoded, read } from "./api.js";
import { attempt, start } from "./actions.js";
import { senderName, summary } from "./bubble.js";
import { byId, h, icon, iconButton } from "./dom.js";
import { closeMenu, menu } from "./overlay.js";
import { isQuestion, waitingQuestion, waveAway } from "./questions.js";
import { isMine, isPrivate, nameOf, on, shownMessages, store } from "./store.js";

const MAX_LINES = 12;
const drafts = new Map(); // what was typed, by person and chat

let target = null; // { kind: "reply" | "edit", message }
let files = [];
let commands = [];
let drawnFor = "";

const input = h("textarea", { id: "compose", rows: 1, placeholder: "輸入訊息", "aria-label": "輸入訊息" });

export const composer = { reply, edit, insert, send };

export function mountComposer() {
  store.composer = composer;
  input.addEventListener("input", grow);
  input.addEventListener("keydown", onKey);
  input.addEventListener("paste", (event) => attach(event.clipboardData.files));
  const conversation = byId("messages");
  conversation.addEventListener("dragover", (event) => event.preventDefault());
  conversation.addEventListener("drop", (event) => { event.preventDefault(); attach(event.dataTransfer.files); });
  on("select", show);
  on("people", () => drawnFor === stance() || show());
  on("commands", loadCommands);
  on("message", (message, isNew) => isNew && message.chat.id === store.chat?.id && answerQuestion());
  show();
}

const place = () => `${store.me?.id}/${store.chat?.id}`;

// What decides which composer is drawn; a change of anything else must not disturb the typing.
function stance() {
  const person = store.people.get(store.chat?.id);
  return [place(), person?.opened, person?.blocked].join();
}

function show() {
  if (drawnFor) drafts.set(drawnFor.split(",")[0], input.value);
  drawnFor = stance();
  [target, files] = [null, []];
  const person = store.people.get(store.chat?.id);
  if (!store.chat) byId("composer").replaceChildren();
  else if (isPrivate(store.chat) && !person.opened) byId("composer").replaceChildren(wide("開始", () => start()));
  else if (isPrivate(store.chat) && person.blocked) byId("composer").replaceChildren(wide("解除封鎖", () => attempt(() => act("block", { person_id: person.id, blocked: false }))));
  else showInput();
}

function wide(label, onclick) {
  return h("button", { type: "button", class: "wide", onclick }, label);
}

function showInput() {
  input.value = drafts.get(place()) ?? "";
  const picker = h("input", { type: "file", multiple: true, hidden: true, id: "picker", onchange: () => { attach(picker.files); picker.value = ""; } });
  const bar = h("div", { class: "compose-bar" },
    iconButton("attach", "附上圖片或檔案", () => picker.click()),
    input,
    store.page.templates.length > 0 && iconButton("form", "插入範本", (event) => showTemplates(event.currentTarget)),
    iconButton("slash", "指令", (event) => showCommands(event.currentTarget)),
    iconButton("send", "送出", () => send(), { class: "icon-button send" }));
  byId("composer").replaceChildren(h("div", { class: "compose-context", id: "compose-context" }), bar, picker);
  loadCommands();
  showContext();
  grow();
  if (matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
  answerQuestion();
}

async function loadCommands() {
  if (store.me && store.chat) commands = await read(`commands?person_id=${store.me.id}&chat_id=${store.chat.id}`);
}

function showTemplates(anchor) {
  menu(anchor, store.page.templates.map(({ label, text }) => [label, () => insert(filled(text))]), { above: true });
}

// A text of the host may name the person at the screen.
function filled(text) {
  const words = { name: nameOf(store.me), department: store.me.title.split(" ")[0] };
  return text.replace(/\{(name|department)\}/g, (_, word) => words[word]);
}

function showCommands(anchor) {
  if (!commands.length) return menu(anchor, [h("p", { class: "menu-note" }, "機器人沒有提供指令")], { above: true });
  const items = commands.map(({ command, description }) => commandItem(command, description));
  return menu(anchor, items, { above: true });
}

function commandItem(command, description) {
  const onclick = () => {
    closeMenu();
    send(isPrivate(store.chat) ? `/${command}` : `/${command}@${store.bot.username}`);
  };
  return h("button", { type: "button", role: "menuitem", class: "menu-command", onclick }, h("strong", {}, `/${command}`), h("span", {}, description));
}

function onKey(event) {
  if (event.isComposing || event.keyCode === 229) return; // an input method is choosing characters
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  } else if (event.key === "Escape") cancel();
  else if (event.key === "ArrowUp" && !input.value) editLast();
}

function editLast() {
  const mine = shownMessages(store.chat.id).filter((message) => isMine(message) && message.text);
  if (mine.length) edit(mine.at(-1));
}

export async function send(text = input.value.trim()) {
  if (!text && !files.length) return;
  const [typed, answered] = [text === input.value.trim(), target?.message];
  if (!(await attempt(() => deliver(text)))) return;
  if (typed) input.value = "";
  waveAway(answered);
  [target, files] = [null, []];
  showContext();
  grow();
  answerQuestion(); // the next one may have come meanwhile
}

async function deliver(text) {
  const here = { person_id: store.me.id, chat_id: store.chat.id };
  if (target?.kind === "edit") return act("edit", { ...here, message_id: target.message.message_id, text });
  const reply = target ? { reply_to: target.message.message_id } : store.topic ? { topic: store.topic } : {};
  if (!files.length) return act("post", { ...here, ...reply, text });
  const parts = await Promise.all(files.map(encoded));
  const pictures = files.every((file) => ["image/png", "image/jpeg"].includes(file.type));
  if (parts.length > 1) return act("album", { ...here, ...reply, parts, caption: text, as_documents: !pictures });
  return act("post", { ...here, ...reply, text, [pictures ? "photo" : sort(files[0])]: parts[0] });
}

const sort = (file) => (/^audio\/ogg/.test(file.type) ? "voice" : /^video\//.test(file.type) ? "video" : "document");

function attach(list) {
  files = [...files, ...list].slice(0, 10);
  showContext();
}

function reply(message) {
  setTarget({ kind: "reply", message });
}

function edit(message) {
  setTarget({ kind: "edit", message });
  input.value = message.text ?? message.caption ?? "";
  grow();
}

function cancel() {
  waveAway(target?.message);
  setTarget(null);
}

function setTarget(next) {
  if (target?.kind === "edit" && next?.kind !== "edit") input.value = "";
  target = next;
  showContext();
  grow();
  if (next) input.focus();
}

function insert(text) {
  input.setRangeText(text, input.selectionStart, input.selectionEnd, "end");
  input.focus();
  grow();
}

// What waits to be answered opens by itself; it takes nothing away from an edit, or from another answer begun.
function answerQuestion() {
  if ((target && !isQuestion(target.message)) || !store.chat || !byId("compose-context")) return;
  const question = waitingQuestion(store.chat);
  if (question && question !== target?.message) reply(question);
}

function showContext() {
  const box = byId("compose-context");
  if (!box) return;
  const chips = files.map((file, index) => fileChip(file, index));
  box.replaceChildren(...[target && targetLine(), chips.length && h("div", { class: "compose-files" }, chips)].filter(Boolean));
  input.placeholder = target?.message.sandbox.markup?.input_field_placeholder ?? "輸入訊息";
}

function targetLine() {
  const { kind, message } = target;
  const title = kind === "edit" ? "編輯訊息" : `回覆 ${isMine(message) ? nameOf(store.me) : senderName(message)}`;
  const words = h("div", { class: "target-words" }, h("strong", {}, title), h("span", {}, summary(message)));
  return h("div", { class: "target" }, icon(kind), words, iconButton("close", "取消", cancel));
}

function fileChip(file, index) {
  const remove = () => {
    files = files.filter((_, other) => other !== index);
    showContext();
  };
  return h("span", { class: "file-chip" }, icon("file"), h("span", {}, file.name), iconButton("close", `移除 ${file.name}`, remove));
}

function grow() {
  input.style.height = "auto";
  if (!input.scrollHeight) return; // not on the screen
  const most = (parseFloat(getComputedStyle(input).lineHeight) || 20) * MAX_LINES;
  const borders = input.offsetHeight - input.clientHeight; // the height set counts them, what is scrolled does not
  input.style.overflowY = input.scrollHeight > most ? "auto" : "hidden";
  input.style.height = `${Math.min(input.scrollHeight, most) + borders}px`;
}
