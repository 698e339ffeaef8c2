// ForceReply: the bot asks, and the answer should be a reply to its question.

import { isMine, isPrivate, shownMessages, store } from "./store.js";

const waved = new Set(); // questions that are answered, or closed without an answer, by person, chat and message

const key = (message) => `${store.me.id}/${message.chat.id}/${message.message_id}`;
export const isQuestion = (message) => Boolean(message.sandbox.markup?.force_reply);

export function waveAway(message) {
  if (message && isQuestion(message)) waved.add(key(message));
}

// The question that waits for the person at the screen, as the app opens it: the newest one put to her after which she
// has written nothing. In private the bot may have gone on by itself: there only its last message counts.
export function waitingQuestion(chat) {
  const messages = shownMessages(chat.id);
  const since = isPrivate(chat) ? messages.slice(-1) : messages.slice(messages.findLastIndex(isMine) + 1);
  return since.findLast((message) => isAskedOf(message, store.me) && !waved.has(key(message))) ?? null;
}

// A selective question is put to those its text mentions, and to whom it replies to; any other to everybody.
function isAskedOf(message, person) {
  if (!isQuestion(message)) return false;
  if (isPrivate(message.chat) || !message.sandbox.markup.selective) return true;
  return message.reply_to_message?.from.id === person.id || mentions(message, person);
}

function mentions(message, person) {
  const text = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities ?? [];
  return entities.some(({ type, offset, length, user }) =>
    (type === "text_mention" && user.id === person.id) ||
    (type === "mention" && text.slice(offset + 1, offset + length).toLowerCase() === person.username?.toLowerCase()));
}
