// The chat page: wires the parts together.

import { mountActions } from "./actions.js";
import { mountClock } from "./clock.js";
import { composer, mountComposer } from "./composer.js";
import { mountConversation } from "./conversation.js";
import { byId } from "./dom.js";
import { mountSidebar } from "./sidebar.js";
import { load, on, select, store } from "./store.js";

on("line", (online) => document.body.classList.toggle("offline", !online));

await load();
document.title = byId("brand").textContent = store.page.title;
mountClock();
mountActions();
mountSidebar();
mountComposer();
mountConversation(composer);
if (location.hash) byId("app").dataset.view = "chat";
on("people", () => { if (!store.me && store.people.size) select(store.people.values().next().value); });
document.body.classList.add("ready");
