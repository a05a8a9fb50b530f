"use strict";

// The findings stand in #panel, the document in a frame. What belongs together bears the same
// names in `data-at`. A stream tells the number of what is shown; then both are fetched anew.

const panel = document.getElementById("panel");
const frame = document.getElementById("document");
const said = document.getElementById("said");
const lost = document.getElementById("lost");
const BLOCKS = "td, th, h1, h2, h3, li, p";
const WORST = ["error", "warning", "note"];
let blocks = new Map(); // from a block of the document to its findings, by their keys
let digest = head().digest;
let shown = head().version;
let asked = 0;
let stream = null;

function head() {
  return panel.querySelector("header").dataset;
}

function items() {
  return [...panel.querySelectorAll(".finding")];
}

function blocksOf(item) {
  const page = frame.contentDocument;
  if (!page) return [];
  const found = item.dataset.at.split(" ").filter(Boolean).map((name) => {
    const text = page.querySelector(`[data-at="${CSS.escape(name)}"]`);
    return text ? text.closest(BLOCKS) ?? text : name === "title" ? page.querySelector("h1") : null;
  });
  return [...new Set(found.filter(Boolean))];
}

/** Mark in the document what the findings speak of. */
function mark() {
  const page = frame.contentDocument;
  if (!page || !page.head) return;
  if (!page.querySelector('link[href="/marks.css"]')) {
    const link = page.createElement("link");
    link.rel = "stylesheet";
    link.href = "/marks.css";
    page.head.append(link);
  }
  for (const old of page.querySelectorAll("[data-worst]")) {
    delete old.dataset.worst;
    old.removeAttribute("title");
  }
  blocks = new Map();
  for (const item of items().filter((one) => !one.closest("details"))) {
    for (const block of blocksOf(item)) {
      const known = blocks.get(block) ?? [];
      blocks.set(block, [...known, item.dataset.key]);
      const worst = Math.min(WORST.indexOf(item.dataset.severity), ...(block.dataset.worst ? [WORST.indexOf(block.dataset.worst)] : []));
      block.dataset.worst = WORST[worst];
      block.title = "点一下，看这里的问题";
    }
  }
  choose(chosen(), false);
}

function chosen() {
  return items().filter((item) => item.hasAttribute("aria-current")).map((item) => item.dataset.key);
}

/** Show which findings are chosen, here and in the document. */
function choose(keys, go) {
  const page = frame.contentDocument;
  for (const old of page?.querySelectorAll("[data-chosen]") ?? []) delete old.dataset.chosen;
  let first = null;
  for (const item of items()) {
    const is = keys.includes(item.dataset.key);
    item.toggleAttribute("aria-current", is);
    if (is) item.setAttribute("aria-current", "true");
    for (const block of is ? blocksOf(item) : []) {
      block.dataset.chosen = "";
      first ??= block;
    }
  }
  if (go && first) first.scrollIntoView({ block: "center", inline: "center", behavior: pace() });
  return first;
}

function pace() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

panel.addEventListener("click", (event) => {
  const button = event.target.closest(".finding button");
  if (!button) return;
  const item = button.closest(".finding");
  const found = choose([item.dataset.key], true);
  said.textContent = found ? "正文里已经标出这一处。" : "正文里没有显示这一处，请按行号到文件里找。";
});

function clicked(event) {
  const block = event.target.closest("[data-worst]");
  const keys = (block && blocks.get(block)) || [];
  choose(keys, false);
  const item = items().find((one) => keys.includes(one.dataset.key));
  if (!item) return;
  item.scrollIntoView({ block: "nearest", behavior: pace() });
  item.querySelector("button").focus({ preventScroll: true });
  said.textContent = `这里有 ${keys.length} 个问题。`;
}

/** The document is there: also when the page was, before this script ran. */
function arrived() {
  const page = frame.contentDocument;
  if (!page || page.readyState === "loading" || page.URL === "about:blank") return;
  if (!page.documentElement.dataset.heard) {
    page.documentElement.dataset.heard = "";
    page.addEventListener("click", clicked);
  }
  mark();
}

function reload() {
  const at = frame.contentWindow.scrollY;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo({ top: at, behavior: "instant" }), { once: true });
  frame.contentWindow.location.replace("/document");
}

async function update() {
  const mine = ++asked;
  const answer = await fetch("/panel", { cache: "no-store" });
  const text = await answer.text();
  if (!answer.ok || mine !== asked) return;
  const keys = chosen();
  const focused = panel.contains(document.activeElement) ? document.activeElement.closest(".finding")?.dataset.key : null;
  const open = panel.querySelector("details")?.open;
  const troubled = panel.querySelector(".trouble");
  panel.innerHTML = text;
  if (!troubled && panel.querySelector(".trouble")) panel.parentElement.scrollTop = 0;
  const details = panel.querySelector("details");
  if (details && open) details.open = true;
  document.title = `预览：${panel.querySelector("h1").textContent}`;
  for (const item of items()) {
    if (keys.includes(item.dataset.key)) item.setAttribute("aria-current", "true");
    if (focused && item.dataset.key === focused) item.querySelector("button")?.focus({ preventScroll: true });
  }
  shown = head().version;
  said.textContent = panel.querySelector(".trouble")?.textContent ?? `已更新：${panel.querySelector(".summary").textContent}`;
  if (head().digest === digest) return mark();
  digest = head().digest;
  reload();
}

/** Listen only while the tab is seen: a browser keeps few streams open to one address. */
function listen() {
  if (document.hidden) {
    stream?.close();
    stream = null;
    return;
  }
  if (stream) return;
  stream = new EventSource("/events");
  stream.onmessage = (event) => {
    lost.hidden = true;
    if (event.data !== shown) update().catch(gone);
  };
  stream.onerror = gone;
}

function gone() {
  if (document.hidden) return;
  lost.textContent = "预览程序已经停了，这一页不再更新。要接着看，请在命令行里再运行一次 gkreport preview，打开新给出的网址。";
  lost.hidden = false;
}

frame.addEventListener("load", arrived);
document.addEventListener("visibilitychange", listen);
window.addEventListener("pagehide", () => stream?.close());
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  stream = null;
  listen();
});
arrived();
listen();
