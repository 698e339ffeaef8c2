// Text with entities as elements. Offsets are UTF-16 units, which is what JavaScript strings count.

import { clockTime, dayName, now, weekdayName } from "./clock.js";
import { h } from "./dom.js";

const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const opened = new Set(); // expandable quotes a reader has unfolded, by message and offset

export function rich(text, entities = [], context = {}) {
  const queue = entities.map((entity) => ({ ...entity })).sort(byPlace);
  return fill(document.createDocumentFragment(), text, 0, text.length, queue, context);
}

const byPlace = (one, other) => one.offset - other.offset || other.length - one.length;

function fill(parent, text, start, end, queue, context) {
  let at = start;
  while (queue.length && queue[0].offset < end) {
    const entity = queue.shift();
    const stop = Math.min(entity.offset + entity.length, end);
    requeueRest(queue, entity, stop);
    const isBlock = BLOCKS.has(entity.type);
    parent.append(between(text, at, entity.offset, isBlock));
    const said = text.slice(entity.offset, stop);
    const element = wrap(entity, said, context);
    const inside = element.childNodes.length ? dropped(queue, stop) : queue;
    if (inside === queue) fill(element, text, entity.offset, stop, queue, context);
    parent.append(element);
    at = isBlock && text[stop] === "\n" ? stop + 1 : stop;
  }
  parent.append(text.slice(at, end));
  return parent;
}

// A style that crosses the end of its parent goes on after it.
function requeueRest(queue, entity, stop) {
  const rest = entity.offset + entity.length - stop;
  if (rest <= 0) return;
  queue.push({ ...entity, offset: stop, length: rest });
  queue.sort(byPlace);
}

// An element that brought its own words keeps none of the styles within.
function dropped(queue, stop) {
  while (queue.length && queue[0].offset < stop) queue.shift();
  return null;
}

function between(text, from, to, beforeBlock) {
  const plain = text.slice(from, Math.max(from, to));
  return beforeBlock && plain.endsWith("\n") ? plain.slice(0, -1) : plain;
}

function wrap(entity, said, context) {
  const { type } = entity;
  if (type === "code" || type === "pre") return copied(SIMPLE[type], said, context);
  if (SIMPLE[type]) return h(SIMPLE[type]);
  if (type === "spoiler") return h("span", { class: "spoiler", title: "點一下顯示", onclick: (event) => event.currentTarget.classList.add("shown") });
  if (type === "blockquote") return h("blockquote");
  if (type === "expandable_blockquote") return foldable(`${context.key}/${entity.offset}`);
  if (type === "date_time") return moment(entity, said);
  if (type === "url") return link(said, context);
  if (type === "text_link") return link(entity.url, context);
  if (type === "bot_command") return h("button", { type: "button", class: "command", onclick: () => context.onCommand?.(said) });
  if (type === "mention" || type === "text_mention") return h("span", { class: "mention" });
  return h("span");
}

// A tap copies it, as in the app; who drags over it selects instead.
function copied(tag, said, context) {
  return h(tag, { title: "點一下複製", onclick: () => String(getSelection()) || context.onCopy?.(said) });
}

function foldable(key) {
  const quote = h("blockquote", { class: "foldable", tabIndex: 0, role: "button", title: "展開或收合" });
  const show = () => {
    quote.classList.toggle("open", opened.has(key));
    quote.setAttribute("aria-expanded", opened.has(key));
  };
  const toggle = () => {
    if (!opened.delete(key)) opened.add(key);
    show();
  };
  quote.addEventListener("click", toggle);
  quote.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), toggle()));
  show();
  return quote;
}

function link(url, context) {
  const start = startPayload(url, context.botName);
  if (start !== null) return h("button", { type: "button", class: "link", onclick: () => context.onStart?.(start) });
  if (messageSpot(url)) return h("button", { type: "button", class: "link", title: "到群組中的這則訊息", onclick: () => context.onCard?.(url) });
  const safe = /^https?:\/\//.test(url) ? url : null;
  return safe ? h("a", { href: safe, target: "_blank", rel: "noreferrer" }) : h("span", { class: "link" });
}

// The payload of a t.me link to this bot, or null for any other link.
export function startPayload(url, botName) {
  const found = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)(\w+)(?:[?&]start=([\w-]*))?/.exec(url);
  return found && found[1].toLowerCase() === botName?.toLowerCase() ? found[2] ?? "" : null;
}

// The chat and message of a t.me/c link, with or without a topic in between; null for any other link.
export function messageSpot(url) {
  const found = /^https?:\/\/t\.me\/c\/(\d+)(?:\/\d+)?\/(\d+)$/.exec(url);
  return found && { chat: Number(`-100${found[1]}`), message: Number(found[2]) };
}

function moment(entity, said) {
  const when = entity.unix_time * 1000;
  const format = entity.date_time_format ?? "";
  const title = `${dayName(when)} ${clockTime(when)}`;
  const shown = format ? formatted(when, format) : said;
  return h("time", { title, data: { when, format } }, shown);
}

function formatted(when, format) {
  if (/^r$/i.test(format)) return relative(when);
  const parts = [
    format.includes("w") && weekdayName(when),
    /[dD]/.test(format) && dayName(when, { weekday: false }),
    format.includes("T") ? clockTime(when, { seconds: true }) : format.includes("t") && clockTime(when),
  ];
  return parts.filter(Boolean).join(" ");
}

function relative(when) {
  const minutes = Math.round((when - now()) / 60_000);
  const length = Math.abs(minutes);
  if (!length) return "現在";
  const [days, hours] = [Math.floor(length / 1440), Math.floor((length % 1440) / 60)];
  const parts = [days && `${days} 天`, hours && `${hours} 小時`, !days && length % 60 && `${length % 60} 分鐘`];
  return `${parts.filter(Boolean).join(" ")}${minutes > 0 ? "後" : "前"}`;
}

// Keep "in 5 minutes" true while the clock runs.
setInterval(() => {
  for (const time of document.querySelectorAll('time[data-format="r"]')) {
    const shown = relative(Number(time.dataset.when));
    if (time.textContent !== shown) time.textContent = shown;
  }
}, 500);
