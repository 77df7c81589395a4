// Keys for everything, and where the focus goes after a decision.
(() => {
  const help = document.getElementById("help");
  const said = document.getElementById("said");
  const open = document.getElementById("help-open");
  const PLACES = { q: "/queue", r: "/reports", i: "/incidents", c: "/codings", s: "/sources", x: "/export", l: "/log", a: "/add" };
  open.hidden = false;
  // keys without Ctrl or Alt can be turned off, for who dictates or writes with few keys (WCAG 2.1.4)
  const off = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
  window.hearsayKeys = { off };
  const single = document.getElementById("keys-on");
  single.closest("label").hidden = false;
  single.checked = !off();
  single.addEventListener("change", () => {
    try { localStorage.setItem("keys", single.checked ? "on" : "off"); } catch { single.checked = true; }
  });
  // where the queue was left: q goes back to it, its filters and page as they were
  if (document.querySelector("main.queue")) {
    try { sessionStorage.setItem("queue", location.pathname + location.search); } catch { /* the queue from its beginning */ }
  }
  const queue = () => { try { return sessionStorage.getItem("queue") || "/queue"; } catch { return "/queue"; } };
  open.addEventListener("click", () => help.showModal());
  const facets = document.querySelector(".facets");
  if (facets && innerWidth < 960) facets.open = false;

  // what takes a while says so, and is not sent twice
  document.querySelector("form[data-busy]")?.addEventListener("submit", (event) => {
    const busy = document.getElementById("busy");
    if (busy.textContent) event.preventDefault();
    busy.textContent = event.target.dataset.busy;
  });
  addEventListener("pageshow", () => { const busy = document.getElementById("busy"); if (busy) busy.textContent = ""; });

  const cards = () => [...document.querySelectorAll(".cards > .claim")];
  const here = () => document.activeElement?.closest?.(".cards > .claim");
  let last = null; // key of the claim that had the focus last
  document.addEventListener("focusin", () => { last = here()?.dataset.key ?? last; });
  const current = () => here() || cards().find((card) => card.dataset.key === last);
  const step = (by) => {
    const all = cards();
    const at = all.indexOf(current());
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by];
    if (next) next.focus();
    else if (by > 0) document.querySelector(".pages [rel=next]")?.focus();
  };
  const press = (selector) => current()?.querySelector(selector)?.click();

  let waiting = false; // g was pressed
  const KEYS = {
    j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
    a: () => press("button.accept"), x: () => press("button.reject"), u: () => press("button.undo"),
    1: () => press("button.take-1"), 2: () => press("button.take-2"),
    e: () => press("a.edit"), n: () => document.querySelector(".add-missed")?.click(),
    o: () => {
      const card = current();
      if (card?.dataset.open) location.href = card.dataset.open;
      else if (card) document.getElementById(`w-${card.dataset.claim}`)?.scrollIntoView({ block: "center" });
    },
    q: () => { location.href = queue(); },
    "?": () => help.showModal(), "/": () => { location.href = "/search"; },
  };
  KEYS.Enter = (event) => (event.target.matches(".cards > .claim") ? KEYS.o() : false);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, dialog")) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    if (event.key.length === 1 && off()) return;
    if (waiting) {
      waiting = false;
      if (PLACES[event.key]) { location.href = PLACES[event.key]; return; }
    }
    if (event.key === "g") { waiting = true; return; }
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !here()) return;
    const act = KEYS[event.key];
    if (act && act(event) !== false) event.preventDefault();
  });

  // after accepting and rejecting on to the next that waits, after anything else back to the same
  let went = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    went = null;
    document.getElementById("refusal").replaceChildren();
    if (event.detail.requestConfig.verb !== "post") return;
    const card = event.detail.elt.closest?.(".claim");
    went = { key: card?.dataset.key ?? event.detail.elt.dataset?.for, verb: event.detail.elt.dataset?.verb };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!went?.key) return;
    if (event.detail.xhr?.status >= 400) {
      // somebody else came between: the same claim again, as it now stands
      if (went.verb) cards().find((card) => card.dataset.key === went.key)?.focus();
      went = null;
      return;
    }
    const all = cards();
    const at = all.findIndex((card) => card.dataset.key === went.key);
    if (at < 0) return;
    const on = ["accept", "reject", "take"].includes(went.verb);
    const next = on ? all.slice(at + 1).find((card) => card.matches(".waits")) : null;
    (next || all[at]).focus();
    said.textContent = { accept: "Accepted.", reject: "Rejected.", undo: "Undone.", take: "Settled." }[went.verb] || "Saved.";
    went = null;
  });
  document.addEventListener("htmx:sendError", () => {
    const words = document.createElement("div");
    words.className = "refusals";
    words.textContent = "The server does not answer; nothing was written. Is `hearsay serve` still running?";
    document.getElementById("refusal").replaceChildren(words);
  });

  // the claim that the address names, else the first that waits
  const named = document.getElementById("claims")?.dataset.chosen;
  const first = named ? cards().find((card) => card.dataset.key.endsWith(`/${named}`)) : null;
  if (!location.hash && !document.querySelector("form.coding")) {
    const to = first || (document.querySelector("main.queue") && cards()[0]);
    to?.focus({ preventScroll: !first });
  } else if (first && document.querySelector("form.coding") === null) first.focus();
})();
