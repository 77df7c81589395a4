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
  // the bar at the top is as high as its words need: what sticks below it and what is scrolled to keeps clear of it
  const bar = document.querySelector("header.bar");
  new ResizeObserver(() => {
    const sticks = getComputedStyle(bar).position === "sticky";
    document.documentElement.style.setProperty("--bar", sticks ? `${bar.offsetHeight}px` : "0px");
  }).observe(bar);
  // beside a report the claims end where the window does, so that what sticks to their end is in view
  const panel = document.getElementById("claims");
  const fit = () => document.documentElement.style.setProperty("--panel", `${Math.max(bar.offsetHeight, panel.getBoundingClientRect().top)}px`);
  if (panel && document.querySelector("main.report")) {
    fit();
    for (const kind of ["scroll", "resize"]) addEventListener(kind, fit, { passive: true });
  }
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
  // on pages of lists the keys go from line to line
  const LINES = "ol.incidents h2 a, ul.lines .quote-line a, ul.lines > li:not(.claim) > .top a, .stack td:first-child a, ul.codings h2 a, ol.coded > li > a";
  const lines = () => [...document.querySelectorAll(LINES)];
  const step = (by) => {
    const listed = cards().length ? [] : lines();
    const all = listed.length ? listed : cards();
    const at = all.indexOf(listed.length ? document.activeElement : current());
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
      if (!card && lines().includes(document.activeElement)) document.activeElement.click();
      if (card?.dataset.open) location.href = card.dataset.open;
      else if (card) document.getElementById(`w-${card.dataset.claim}`)?.scrollIntoView({ block: "center" });
    },
    q: () => { location.href = queue(); },
    "?": () => help.showModal(), "/": () => {
      if (location.pathname === "/search") document.getElementById("q").select();
      else location.href = "/search";
    },
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
    try { if (card?.dataset.claim) sessionStorage.setItem("at", `${location.pathname}#${card.dataset.claim}`); } catch { /* the page from its beginning */ }
  });
  // what a heading says of how many wait goes along with what was decided
  const counted = document.querySelector("[data-waiting]");
  const beyond = counted ? Number(counted.dataset.waiting) - document.querySelectorAll(".cards > .waits").length : 0;
  const recount = () => {
    if (!counted) return;
    const many = beyond + document.querySelectorAll(".cards > .waits").length;
    counted.textContent = many === 1 ? counted.dataset.one : counted.dataset.words.replace("%", many);
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    recount();
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

  // what leaves an incident has to be ticked, and something has to stay
  const splitting = document.querySelector("form[action$='/split'][method=get]");
  splitting?.addEventListener("change", () => splitting.elements.part[0].setCustomValidity(""));
  splitting?.addEventListener("submit", (event) => {
    const all = [...splitting.elements.part];
    const left = all.filter((one) => one.checked).length;
    if (left > 0 && left < all.length) return;
    event.preventDefault();
    all[0].setCustomValidity(left ? "Leave something in it: untick what belongs to it." : "Tick what does not belong to it.");
    all[0].reportValidity();
  });

  // the claim that the address names, else the first that waits
  const named = document.getElementById("claims")?.dataset.chosen;
  // one that was added is named by the hash; where the one that is named is gone again, who stood there goes to the next
  const left = () => {
    try {
      const [path, number] = (sessionStorage.getItem("at") || "").split("#");
      return path === location.pathname ? cards().find((card) => Number(card.dataset.claim) >= Number(number)) || cards().at(-1) : null;
    } catch { return null; }
  };
  const added = location.hash.startsWith("#missed-") ? document.getElementById(location.hash.slice(1))?.closest(".claim") : null;
  const first = added || (named ? cards().find((card) => card.dataset.key.endsWith(`/${named}`)) || left() : null);
  if (!location.hash && !document.querySelector("form.coding")) {
    const to = first || (document.querySelector("main.queue") && cards()[0]);
    to?.focus({ preventScroll: !first });
  } else if (first && document.querySelector("form.coding") === null) {
    first.focus();
    // going to the hash takes the focus away again, once the page is there
    addEventListener("load", () => setTimeout(() => { if (document.activeElement === document.body) first.focus(); }));
  }
})();
