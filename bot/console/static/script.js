// The sandbox page: sends what is written or pressed without a reload, and shows what the server tells.
"use strict";

const chatOf = (slug) => document.getElementById("chat-" + slug);
const isShown = (chat) => chat.offsetParent !== null;
const inGroup = (slug) => slug === "desk" || slug.startsWith("desk-");
const isStaffs = (slug) => slug === "owner" || inGroup(slug);
const current = () => document.body.dataset[document.body.classList.contains("staff") && alone() ? "desk" : "open"];
const openChat = () => chatOf(current());
const alone = () => document.querySelector("nav .owner").offsetParent !== null; // the staff's side is a tab of its own
const hasMouse = matchMedia("(hover: hover)").matches; // where focus in a field opens no keyboard over the chat
const unread = new Map(JSON.parse(sessionStorage.getItem("unread") ?? "[]")); // how many messages, by the chat's slug
let leaving = false; // another page is on its way

// Acts: forms go one after the other, so that messages keep their order

let acts = Promise.resolve();

document.addEventListener("submit", (e) => {
  if (e.target.matches(".leaving")) return (leaving = true);
  e.preventDefault();
  act(e.target, e.submitter);
});

function act(form, by) {
  const chat = form.closest(".chat") ?? openChat();
  const data = new URLSearchParams(new FormData(form, by));
  const address = by?.getAttribute("formaction") ?? form.action;
  play(chat, data);
  const written = form.elements.text;
  const taken = written?.tagName === "TEXTAREA" && !by?.hasAttribute("data-bare") ? written.value : "";
  if (form.classList.contains("compose") && !data.has("media") && !data.get("text").trim()) return;
  const replying = data.get("reply");
  const editing = data.get("edit");
  if (taken) setText(written, "");
  if (form.classList.contains("compose")) finish(form);
  if (by?.matches(".key")) by.classList.add("busy");
  if (form.matches(".faults form")) hush(false);
  acts = acts.then(() => post(address, data)).catch((err) => {
    by?.classList.remove("busy");
    if (replying || editing) reply(chat, document.getElementById("m" + (editing || replying)), editing ? "edit" : "reply");
    if (taken && !written.value) setText(written, taken);
    toast(chat, err.message);
  });
}

// play says as which of the staff it is done.
function play(chat, data) {
  const as = chat.querySelector(".as :checked");
  if (as) data.set("as", as.value);
}

async function post(address, data) {
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body: data, headers: { Accept: "application/json" } });
  } catch {
    throw new Error("The sandbox does not answer. Is it running?");
  }
  if (!answer.ok) throw new Error((await answer.text()).trim());
}

// finish closes what was open around the message that is on its way.
function finish(form) {
  if (form.elements.edit.value) setText(form.elements.text, "");
  form.elements.reply.value = form.elements.edit.value = "";
  form.querySelector(".replying").hidden = true;
  form.querySelector(".attach").open = false;
}

// reply has the next message reply to a bubble, or, as "edit", take its place.
function reply(chat, bubble, as = "reply") {
  const form = chat.querySelector(".compose");
  if (!bubble) return;
  finish(form);
  form.elements[as].value = bubble.dataset.id;
  if (as === "edit") setText(form.elements.text, words(bubble));
  form.querySelector(".to").textContent = words(bubble);
  form.querySelector(".replying").hidden = false;
  form.elements.text.focus();
}

function words(bubble) {
  const text = bubble.querySelector(".text").cloneNode(true);
  text.querySelector(".meta").remove();
  return text.textContent.trim() || bubble.querySelector(".media")?.lastChild.textContent || "Photo";
}

document.addEventListener("click", (e) => {
  const hit = (selector) => e.target.closest(selector);
  const chat = hit(".chat") ?? openChat();
  for (const menu of document.querySelectorAll("details[open]")) menu.open = menu === hit("details");
  if (hit(".reply")) reply(chat, hit(".bubble"));
  else if (hit(".edit")) reply(chat, hit(".bubble"), "edit");
  else if (hit(".cancel")) finish(hit(".compose"));
  else if (hit("[data-ask]")) ask(hit("[data-ask]").dataset.ask);
  else if (hit("[data-try]")) attempt(hit("[data-try]").dataset);
  else if (hit(".peek")) document.body.classList.toggle("peek");
  else if (hit("[data-say]")) say(chat, hit("[data-say]").dataset.say);
  else if (hit("[data-share]")) say(chat, "", hit("[data-share]").dataset.share);
  else if (hit("[data-copy]")) copy(chat, hit("[data-copy]").dataset.copy);
  else if (hit(".hush")) hush(true);
  else if (hit("a[data-chat]") && !e.ctrlKey && !e.metaKey && !e.shiftKey) {
    e.preventDefault();
    const slug = hit("a[data-chat]").dataset.chat;
    if (slug === "staff" || chatOf(slug)) open(slug);
    else toast(chat, "That topic is not there any more.");
  }
});

function say(chat, text, media = "") {
  const data = new URLSearchParams({ text, media });
  play(chat, data);
  acts = acts.then(() => post(chat.querySelector(".compose").action, data)).catch((err) => toast(chat, err.message));
}

// attempt begins one of the things to try, as the customer whose chat is open or was open last.
function attempt(what) {
  const customer = document.body.dataset.open;
  const topic = document.querySelector("#topics [data-state=waits]") ?? document.querySelector("#topics a");
  if (what.try !== "answer as staff") open(customer);
  else if (topic) open(topic.dataset.chat);
  else open("owner");
  if (what.try === "say") say(chatOf(customer), what.say);
  if (what.try === "answer as staff" && !topic) reply(chatOf("owner"), [...document.querySelectorAll("#chat-owner .bot")].at(-1));
}

// ask writes for the owner.
function ask(text) {
  open("owner");
  say(chatOf("owner"), text);
}

// hush takes away what is told of the faults until they are switched again.
function hush(on) {
  document.body.classList.toggle("hushed", on);
  on ? sessionStorage.setItem("hushed", "1") : sessionStorage.removeItem("hushed");
}

async function copy(chat, text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(chat, "Copied");
  } catch {
    toast(chat, text); // the browser does not allow it here: at least it can be read
  }
}

// Writing: Enter sends (not while an input method composes), Shift+Enter breaks the line

document.addEventListener("keydown", (e) => {
  const form = e.target.closest?.(".compose");
  if (e.key === "Escape") {
    document.querySelectorAll("details[open]").forEach((menu) => (menu.open = false));
    document.body.classList.remove("peek");
  }
  if (!form) return;
  if (e.key === "Escape") {
    finish(form);
    form.elements.text.focus();
  }
  if (e.key === "Escape" || e.target.tagName !== "TEXTAREA") return;
  if (e.key === "Enter" && !e.shiftKey && !e.isComposing && e.keyCode !== 229) {
    e.preventDefault();
    form.requestSubmit(form.querySelector(".send"));
  }
});

document.addEventListener("keypress", (e) => {
  if (e.key === "Enter" && !e.shiftKey && e.target.matches(".compose textarea")) e.preventDefault();
});

document.addEventListener("input", (e) => {
  if (e.target.tagName === "TEXTAREA") setText(e.target, e.target.value);
});

// Staff write as one of them, everywhere.
document.addEventListener("change", (e) => {
  if (e.target.matches(".as input")) writeAs(e.target.value);
});

function writeAs(who) {
  sessionStorage.setItem("as", who);
  for (const one of document.querySelectorAll(".as input")) one.checked = one.value === who;
}

// setText keeps the field as high as its text, and the text over a reload.
function setText(field, text) {
  if (field.value !== text) field.value = text;
  field.rows = Math.min(text.split("\n").length, 6);
  const key = "draft " + field.form.action;
  if (text) sessionStorage.setItem(key, text);
  else sessionStorage.removeItem(key);
}

// open shows a chat: a customer's, or on the staff's side one of theirs, "staff" the one that was open there.
function open(slug) {
  if (slug === "staff") slug = document.body.dataset.desk;
  const staff = isStaffs(slug);
  document.body.classList.toggle("staff", staff);
  document.body.classList.remove("peek");
  document.body.dataset[staff ? "desk" : "open"] = slug;
  sessionStorage.setItem(staff ? "desk" : "open", slug);
  history.replaceState(null, "", "/sandbox/" + slug);
  arrange();
  focus(chatOf(slug));
}

// focus goes to where one writes, or to START.
function focus(chat) {
  const foot = { new: ".start button", blocked: ".unblock button", open: "textarea" }[chat.dataset.standing];
  chat.querySelector(foot).focus({ preventScroll: true });
}

function arrange() {
  const { open: slug, desk } = document.body.dataset;
  for (const chat of document.querySelectorAll(".chat")) {
    chat.classList.toggle("open", [slug, desk].some((it) => chat.id === "chat-" + it));
    if (isShown(chat)) unread.delete(chat.id.slice("chat-".length));
  }
  for (const known of document.querySelectorAll(".known")) known.classList.toggle("open", known.id === "known-" + slug);
  for (const link of document.querySelectorAll("nav a")) {
    link.toggleAttribute("aria-current", false);
    if (leads(link, isStaffs(link.dataset.chat) ? desk : current())) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    count(link);
  }
  sessionStorage.setItem("unread", JSON.stringify([...unread]));
}

// leads says whether a link is the one of a chat: a tab leads to all that is under it.
function leads(link, slug) {
  const to = link.dataset.chat;
  return to === slug || (to === "staff" && isStaffs(slug)) || (link.matches(".group") && inGroup(slug));
}

function count(link) {
  let n = 0;
  for (const [slug, some] of unread) if (chatOf(slug) && leads(link, slug)) n += some;
  const badge = link.querySelector(".badge");
  badge.hidden = n === 0;
  badge.textContent = n || "";
  badge.setAttribute("aria-label", n + " unread");
}

function bottom(thread) {
  thread.follows = true; // the scroll to come has a new size, and would not tell
  thread.scrollTop = thread.scrollHeight;
}

// follow keeps a thread that is read to its end there, whatever changes its size. A scroll that comes with a new size is
// the browser's, not the reader's.
function follow(thread) {
  let size = "";
  thread.follows = true;
  thread.addEventListener("scroll", () => {
    const now = [thread.scrollHeight, thread.clientHeight, thread.clientWidth].join();
    if (now === size) thread.follows = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 60;
    size = now;
  });
  new ResizeObserver(() => thread.follows && bottom(thread)).observe(thread);
}

// handlers take what the server tells, by the name of the event.
const handlers = {
  bubble(n, chat) {
    const thread = chat?.querySelector(".thread");
    if (!thread) return; // deleted meanwhile
    place(thread, element(n.html), n.id);
    preview(chat);
    if (n.standing) stand(chat, n.standing);
    if (n.fresh) arrived(n, chat);
    if (thread.follows || n.standing) bottom(thread);
  },
  removed(n) {
    const bubble = document.getElementById("m" + n.id);
    const chat = bubble?.closest(".chat");
    bubble?.remove();
    if (chat) preview(chat);
  },
  answered(n, chat) {
    chat.querySelectorAll(".busy").forEach((key) => key.classList.remove("busy"));
    if (n.text) toast(chat, n.text, n.alert);
  },
  acting(n, chat) {
    show(chat, "bot " + (n.text || "is busy…"));
  },
  standing(n, chat) {
    stand(chat, n.standing);
  },
  room(n, chat) {
    if (chat) return;
    document.getElementById("staff").append(element(n.html));
    begin(chatOf(n.chat));
  },
  part(n) {
    const old = document.getElementById(n.part);
    if (old) swap(old, element(n.html));
    if (n.part === "topics") clear();
    arrange();
  },
};

// element makes one of what the server's template wrote, which escapes what people and the bot wrote.
function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

// clear takes the topics away that are not listed any more.
function clear() {
  for (const chat of document.querySelectorAll("[id^=chat-desk-]")) {
    const slug = chat.id.slice("chat-".length);
    if (document.querySelector(`#topics [data-chat="${slug}"]`)) continue;
    chat.remove();
    unread.delete(slug);
    if (document.body.dataset.desk === slug) document.body.dataset.desk = "desk";
  }
}

// swap puts an element in another's place, and leaves the focus where it was; where its button is gone, in the chat.
function swap(old, fresh) {
  const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
  const chat = old.closest(".chat");
  old.replaceWith(fresh);
  if (focused < 0) return;
  const button = fresh.querySelectorAll("button, a")[focused];
  if (button) button.focus({ preventScroll: true });
  else if (chat && hasMouse) focus(chat);
}

// stand shows the foot that belongs to how the person stands towards the bot. Who just pressed START goes on writing.
function stand(chat, standing) {
  const pressed = document.activeElement?.closest(".start, .unblock")?.closest(".chat") === chat;
  chat.dataset.standing = standing;
  if (pressed) focus(chat);
}

// place puts the bubble where its old version is, else where its number belongs.
function place(thread, bubble, id) {
  const old = document.getElementById(bubble.id);
  if (old) return swap(old, bubble);
  let before = thread.lastElementChild;
  while (Number(before?.dataset.id) > id) before = before.previousElementSibling;
  before ? before.after(bubble) : thread.append(bubble);
}

// preview has the list of chats show the newest message as it reads now.
function preview(chat) {
  const line = document.querySelector(`body > nav [data-chat="${chat.id.slice("chat-".length)}"] .preview`);
  const newest = [...chat.querySelectorAll(".bubble")].at(-1);
  if (line) line.textContent = newest ? words(newest) : "";
}

function arrived(n, chat) {
  if (n.standing) return; // one's own
  show(chat, "");
  if (isShown(chat)) return;
  unread.set(n.chat, (unread.get(n.chat) ?? 0) + 1);
  arrange();
}

// show tells what the bot does; Telegram forgets it after 5 seconds or with the next message.
function show(chat, text) {
  chat.querySelector(".acting").textContent = text;
  clearTimeout(chat.actingTimer);
  if (text) chat.actingTimer = setTimeout(() => show(chat, ""), 5000);
}

function toast(chat, text, alert) {
  const box = chat.querySelector(".toast");
  box.textContent = text;
  box.dir = "auto";
  box.classList.toggle("alert", Boolean(alert));
  box.hidden = false;
  clearTimeout(chat.toastTimer);
  chat.toastTimer = setTimeout(() => (box.hidden = true), alert ? 8000 : 3500);
  box.onclick = () => (box.hidden = true);
}

function listen() {
  const source = new EventSource("/sandbox/events?since=" + encodeURIComponent(document.body.dataset.since));
  const lost = document.querySelector(".lost");
  source.onopen = () => (lost.hidden = true);
  source.onerror = () => {
    lost.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 3000);
  };
  source.addEventListener("reload", () => {
    source.close();
    sessionStorage.removeItem("desk"); // what there is may be another
    if (!leaving) location.reload();
  });
  for (const [kind, handle] of Object.entries(handlers)) {
    source.addEventListener(kind, (e) => {
      const n = JSON.parse(e.data);
      handle(n, chatOf(n.chat));
    });
  }
}

// begin has a chat as it was left.
function begin(chat) {
  const field = chat.querySelector("textarea");
  setText(field, sessionStorage.getItem("draft " + field.form.action) ?? "");
  follow(chat.querySelector(".thread"));
  writeAs(sessionStorage.getItem("as") ?? "owner");
}

document.querySelectorAll(".chat").forEach(begin);
hush(sessionStorage.getItem("hushed") !== null);
const other = document.body.classList.contains("staff") ? "open" : "desk"; // the side that the address does not name
const left = sessionStorage.getItem(other);
if (left && chatOf(left)) document.body.dataset[other] = left;
arrange();
addEventListener("resize", arrange);
listen();
