// Inline keyboards: callbacks, links, texts to copy or to insert.

import { h, icon } from "./dom.js";

const MARKS = { url: "link", copy_text: "copy", switch_inline_query: "insert", switch_inline_query_current_chat: "insert" };

export function keyboard(message, actions) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h("div", { class: "keyboard" }, rows.map((row) => h("div", { class: "keyboard-row" }, row.map((button) => key(message, button, actions)))));
}

function key(message, button, actions) {
  const mark = Object.keys(MARKS).find((kind) => kind in button);
  const press = async (event) => {
    const pressed = event.currentTarget;
    pressed.classList.add("waiting");
    await actions.press(message, button).finally(() => pressed.classList.remove("waiting"));
  };
  return h("button", { type: "button", class: `key ${button.style ?? ""}`, onclick: press }, h("span", {}, button.text), mark && icon(MARKS[mark]));
}
