// What lies over the page: alerts, toasts, menus, a picture at full size, earlier versions.

import { byId, h } from "./dom.js";

export function toast(text) {
  const shown = h("div", { class: "toast" }, text);
  byId("toasts").append(shown);
  setTimeout(() => shown.classList.add("leaving"), 3200);
  setTimeout(() => shown.remove(), 3600);
}

export function alertBox(text, from) {
  const box = dialog("alert", h("p", { class: "alert-from" }, from), h("p", { class: "alert-text" }, text));
  const close = h("button", { type: "button", class: "alert-ok", onclick: () => box.close() }, "知道了");
  box.append(close);
  close.focus();
}

export function askBox(question, value) {
  return new Promise((resolve) => {
    const input = h("input", { value, "aria-label": question });
    const form = h("form", { method: "dialog" }, h("p", { class: "alert-text" }, question), input, h("button", { class: "alert-ok" }, "確定"));
    const box = dialog("alert", form);
    form.addEventListener("submit", () => resolve(input.value.trim()));
    box.addEventListener("close", () => resolve(""));
    input.select();
  });
}

export function lightbox(src, name) {
  const box = dialog("lightbox", h("img", { src, alt: name }));
  box.addEventListener("click", () => box.close());
}

export function versionsBox(title, versions) {
  const list = versions.map(({ when, node }) => h("li", {}, h("span", { class: "version-when" }, when), node));
  const box = dialog("versions", h("h2", {}, title), h("ol", {}, list));
  box.append(h("button", { type: "button", class: "alert-ok", onclick: () => box.close() }, "關閉"));
}

function dialog(kind, ...content) {
  const box = h("dialog", { class: kind }, content);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

let closeOpenMenu = () => {};

// A menu at an anchor; items are [label, action, kind] or elements.
export function menu(anchor, items, { above = false } = {}) {
  closeOpenMenu();
  const list = h("div", { class: "menu", role: "menu" }, items.map((item) => (Array.isArray(item) ? menuItem(...item) : item)));
  const outside = (event) => !list.contains(event.target) && closeOpenMenu();
  const escape = (event) => event.key === "Escape" && closeOpenMenu();
  closeOpenMenu = () => {
    list.remove();
    document.removeEventListener("pointerdown", outside, true);
    document.removeEventListener("keydown", escape, true);
    closeOpenMenu = () => {};
  };
  document.body.append(list);
  place(list, anchor.getBoundingClientRect(), above);
  document.addEventListener("pointerdown", outside, true);
  document.addEventListener("keydown", escape, true);
  list.querySelector("button")?.focus({ preventScroll: true });
}

export const closeMenu = () => closeOpenMenu();

function menuItem(label, action, kind = "") {
  const onclick = () => {
    closeOpenMenu();
    action();
  };
  return h("button", { type: "button", role: "menuitem", class: kind, onclick }, label);
}

function place(list, anchor, above) {
  const { width, height } = list.getBoundingClientRect();
  const left = Math.min(Math.max(8, anchor.left), innerWidth - width - 8);
  const below = anchor.bottom + 6;
  const top = above || below + height > innerHeight - 8 ? Math.max(8, anchor.top - height - 6) : below;
  list.style.left = `${left}px`;
  list.style.top = `${top}px`;
}
