// Who else is at a claim: each page says every few seconds where it is, and shows on its cards who else is there.
// It also keeps the token that forms send: whoever logs in anew in another tab goes on with what they typed here.
(() => {
  const body = document.body;
  const me = body.dataset.account;
  const page = Math.random().toString(36).slice(2) + Date.now().toString(36);
  let csrf = JSON.parse(body.getAttribute("hx-headers"))["X-CSRF-Token"];
  let every = 12;
  let timer = 0;
  let said = "";

  // within a double coding nobody is told where anybody is: it is blind
  const blind = location.pathname.startsWith("/codings/");
  const key = () => {
    if (blind) return ["", false];
    const form = document.querySelector("form.coding");
    if (form && form.dataset.for !== "missed") return [form.dataset.for, true];
    const card = document.activeElement?.closest?.(".cards > .claim[data-key]");
    if (card) return [card.dataset.key, false];
    const report = location.pathname.match(/^\/reports\/([^/]+)$/);
    return [report ? report[1] : "", false];
  };
  const clock = (moment) => new Date(moment).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  // a name from right to left turns nothing beside it: between isolates, which nothing shows
  const apart = (name) => (/[\u0590-\u08ff\ufb1d-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(name) ? `\u2068${name}\u2069` : name);
  const names = (all) => [...new Set(all.map((one) => apart(one.account)))].join(", ");

  // one line on each card that others are at, and one on top for those elsewhere in this report
  const show = (others) => {
    for (const line of document.querySelectorAll(".present")) line.remove();
    const at = new Map();
    for (const one of blind ? [] : others) at.set(one.key, [...(at.get(one.key) || []), one]);
    for (const card of document.querySelectorAll(".cards > .claim[data-key], form.coding")) {
      const here = at.get(card.dataset.key || card.dataset.for);
      if (!here) continue;
      const line = Object.assign(document.createElement("p"), { className: "present" });
      line.textContent = here
        .map((one) => `${apart(one.account)} ${one.editing ? "has this claim open to correct" : "is looking at this claim"} since ${clock(one.since)}`)
        .join("; ");
      if (card.matches("form")) card.querySelector("h2").after(line);
      else card.append(line);
    }
    const report = location.pathname.match(/^\/reports\/([^/]+)$/)?.[1];
    const beside = report ? others.filter((one) => one.key.split("/")[0] === report) : [];
    if (beside.length) {
      const line = Object.assign(document.createElement("p"), { className: "present" });
      line.textContent = `Also in this report: ${names(beside)}`;
      document.querySelector(".head")?.append(line);
    }
    // said once to those who listen instead of looking, when somebody comes to the claim that they are at
    const mine = (at.get(key()[0]) || []).map((one) => apart(one.account)).join(", ");
    if (mine && mine !== said) document.getElementById("said").textContent = `${mine} is at this claim too.`;
    said = mine;
  };

  const send = async () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") {
      const [where, editing] = key();
      try {
        const answer = await fetch("/api/presence", {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
          body: JSON.stringify({ page, key: where, editing }),
        });
        if (answer.ok) show(await answer.json());
        else if (answer.status === 403) await renew();
      } catch { /* the server is away; whoever presses a button is told */ }
    }
    timer = setTimeout(send, every * 1000);
  };
  // where somebody goes is told a moment after they came there
  let soon = 0;
  const moved = () => { clearTimeout(soon); soon = setTimeout(send, 400); };
  document.addEventListener("focusin", moved);
  document.addEventListener("htmx:afterSettle", moved);

  const renew = async () => {
    const answer = await fetch("/api/session");
    if (!answer.ok) return;
    const now = await answer.json();
    every = now.every;
    if (now.account !== me) { location.reload(); return; }
    if (now.csrf === csrf) return;
    csrf = now.csrf;
    body.setAttribute("hx-headers", JSON.stringify({ "X-CSRF-Token": csrf }));
    for (const input of document.querySelectorAll('input[name="csrf"]')) input.value = csrf;
    document.getElementById("refusal").replaceChildren();
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") renew().then(send, () => {});
  });
  addEventListener("focus", () => renew().catch(() => {}));
  addEventListener("pagehide", () => {
    fetch("/api/presence", {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
      body: JSON.stringify({ page, key: "", editing: false }),
    }).catch(() => {});
  });
  send();
})();
