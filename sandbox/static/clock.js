// The sandbox's clock: shown, sped up, jumped. All times are shown in the zone of the sandbox.

import { act } from "./api.js";
import { byId, h } from "./dom.js";
import { toast } from "./overlay.js";
import { on, store } from "./store.js";

const SPEEDS = [[0, "暫停"], [1, "1×"], [60, "60×"], [600, "600×"]];
const JUMPS = [["+5 分", 300], ["+30 分", 1800], ["+2 小時", 7200]];
const WEEKDAYS = "日一二三四五六";
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let base = 0;
let offset = 0;
let rate = 1;
let read_at = 0;

export const now = () => base + (performance.now() - read_at) * rate;

// A Date whose UTC fields are the wall clock of the sandbox.
const wall = (milliseconds) => new Date(milliseconds + offset * MINUTE);
const two = (number) => String(number).padStart(2, "0");

export function clockTime(milliseconds, { seconds = false } = {}) {
  const date = wall(milliseconds);
  const shown = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return seconds ? `${shown}:${two(date.getUTCSeconds())}` : shown;
}

export function dayName(milliseconds, { weekday = true } = {}) {
  const date = wall(milliseconds);
  const day = `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
  return weekday ? `${day} 星期${WEEKDAYS[date.getUTCDay()]}` : day;
}

export const dayNumber = (milliseconds) => Math.floor((milliseconds + offset * MINUTE) / DAY);
export const weekdayName = (milliseconds) => `星期${WEEKDAYS[wall(milliseconds).getUTCDay()]}`;

export function shortWhen(milliseconds) {
  if (dayNumber(milliseconds) === dayNumber(now())) return clockTime(milliseconds);
  return dayName(milliseconds, { weekday: false });
}

// To the second; the day only where it is another.
export function exactWhen(milliseconds) {
  const time = clockTime(milliseconds, { seconds: true });
  return dayNumber(milliseconds) === dayNumber(now()) ? time : `${dayName(milliseconds, { weekday: false })} ${time}`;
}

export function mountClock() {
  on("clock", adopt);
  byId("speeds").append(...SPEEDS.map(([speed, label]) => speedButton(speed, label)));
  byId("jumps").append(...JUMPS.map(([label, by]) => jumpButton(label, () => act("clock", { by }))));
  byId("jumps").append(jumpButton("下一工作日 08:30", () => act("clock", { to: nextWorkday() }), "far"));
  if (store.page.has_next_due) byId("jumps").append(jumpButton("到下一個時限", toNextDue, "accent"));
  adopt(store.clock);
  setInterval(show, 100);
}

function adopt(clock) {
  base = Date.parse(clock.now);
  const [, sign, hours, minutes] = clock.now.match(/([+-])(\d\d):(\d\d)$/);
  offset = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  rate = clock.rate;
  read_at = performance.now();
  for (const button of byId("speeds").children) button.setAttribute("aria-checked", Number(button.dataset.speed) === rate);
  show();
}

function show() {
  byId("clock-date").textContent = dayName(now());
  byId("clock-time").textContent = clockTime(now(), { seconds: true });
}

function speedButton(speed, label) {
  const onclick = () => act("clock", { rate: speed });
  return h("button", { type: "button", role: "radio", data: { speed }, "aria-checked": speed === rate, onclick }, label);
}

function jumpButton(label, jump, kind = "") {
  return h("button", { type: "button", class: kind, onclick: () => jump().catch((problem) => toast(problem.message)) }, label);
}

async function toNextDue() {
  const { due } = await act("next_due");
  if (!due) toast("目前沒有未到的時限");
}

// Monday to Saturday; a holiday is the host program's business.
function nextWorkday() {
  const date = wall(now());
  date.setUTCHours(8, 30, 0, 0);
  do date.setUTCDate(date.getUTCDate() + 1);
  while (date.getUTCDay() === 0);
  return new Date(date.getTime() - offset * MINUTE).toISOString();
}
