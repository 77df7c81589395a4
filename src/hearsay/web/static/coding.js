// The form that corrects or adds a claim: selecting words for a role with mouse or keyboard, names that search.
// Places are counted in Unicode code points, as everywhere in Hearsay; a browser counts UTF-16 units.
(() => {
  const main = document.getElementById("main");
  const text = document.getElementById("text");
  const slot = document.getElementById("form");
  const said = document.getElementById("said");
  if (!text || !slot) return;
  const points = (words) => [...words].length;
  let role = null; // the button that is pressed
  let word = null; // [first, last] index into `all`, of the words chosen by keyboard

  // every word of the text: {node, from, to} in UTF-16 inside its node, start and end in code points
  const all = [];
  for (const piece of text.querySelectorAll("[data-s]")) {
    const node = piece.firstChild;
    if (!node) continue;
    for (const found of node.data.matchAll(/[\p{L}\p{N}\p{M}’'\-]+/gu)) {
      const start = Number(piece.dataset.s) + points(node.data.slice(0, found.index));
      all.push({ node, from: found.index, to: found.index + found[0].length, start, end: start + points(found[0]) });
    }
  }
  const pieceOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-s]");

  // the place of a selection in code points, without white space at its ends; null if it is not in the text
  const placeOf = (selection) => {
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    let [start, end, words] = [null, null, ""];
    for (const piece of text.querySelectorAll("[data-s]")) {
      const node = piece.firstChild;
      if (!node || !range.intersectsNode(node)) continue;
      const low = range.startContainer === node ? range.startOffset : 0;
      const high = range.endContainer === node ? range.endOffset : node.data.length;
      if (low >= high) continue;
      const first = Number(piece.dataset.s) + points(node.data.slice(0, low));
      if (start === null) start = first;
      end = first + points(node.data.slice(low, high));
      words += node.data.slice(low, high);
    }
    if (start === null || !words.trim()) return null;
    start += points(words) - points(words.trimStart());
    end -= points(words) - points(words.trimEnd());
    return { start, end, words: words.trim() };
  };

  const form = () => slot.querySelector("form.coding");
  const take = (place) => {
    const input = form().querySelector(`[name="span-${role.dataset.role}"]`);
    const shown = form().querySelector(`output[data-for="${role.dataset.role}"]`);
    input.value = `${place.start}-${place.end}`;
    shown.textContent = place.words;
    shown.classList.remove("none");
    follow(role.dataset.role, place.words);
    const button = role;
    stop();
    button.focus();
  };
  // fields that the ledger reads from the words selected, unless a person writes something else: what stands there goes stale
  const FOLLOWS = { figure: ["low", "high"], source: ["origin_name"], time: ["earliest", "latest"], place: ["place_name", "country"] };
  const follow = (name, words) => {
    const fields = (FOLLOWS[name] || []).map((one) => form().querySelector(`.f-${one}`)).filter(Boolean);
    for (const field of fields) {
      field.classList.add("stale");
      field.querySelector(".follows")?.remove();
    }
    const note = Object.assign(document.createElement("small"), { className: "follows" });
    note.textContent = `read from “${words.length > 40 ? `${words.slice(0, 40)}…` : words}” when you save, unless you write it here`;
    fields[0]?.append(note);
  };
  const stop = () => {
    role?.setAttribute("aria-pressed", "false");
    role = word = null;
    main.classList.remove("picking");
    getSelection().removeAllRanges();
    hint(false);
  };
  // how words are selected stands where the eyes are, and is said to who hears the page
  const HOW = "Select words with the mouse; or arrow keys, Shift to widen, Enter to take them, Esc to leave it.";
  const hint = (shown) => {
    const told = form()?.querySelector(".spans small");
    if (!told) return;
    told.dataset.usual ??= told.textContent;
    told.textContent = shown ? HOW : told.dataset.usual;
    if (shown) said.textContent = HOW;
  };
  const pick = (button) => {
    const again = button === role;
    stop();
    if (again) return;
    role = button;
    button.setAttribute("aria-pressed", "true");
    main.classList.add("picking");
    // begin where the role stands now, else where the trigger does, else at the beginning
    const [start, end] = (place(button.dataset.role) || place("trigger") || "0-0").split(/[-,]/).map(Number);
    const first = Math.max(0, all.findIndex((one) => one.end > start));
    let last = first;
    while (all[last + 1] && all[last + 1].start < end) last += 1;
    word = [first, last];
    select();
    hint(true);
  };
  const place = (name) => form().querySelector(`[name="span-${name}"]`)?.value;
  const select = () => {
    const [first, last] = [all[word[0]], all[word[1]]];
    if (!first || !last) return;
    getSelection().setBaseAndExtent(first.node, first.from, last.node, last.to);
    first.node.parentElement.scrollIntoView({ block: "nearest" });
  };
  const boxOf = (at) => {
    const range = document.createRange();
    range.setStart(all[at].node, all[at].from);
    range.setEnd(all[at].node, all[at].to);
    return range.getBoundingClientRect();
  };
  // the word of the next line, or of the one before, that stands nearest below or above
  const across = (from, step) => {
    const here = boxOf(from);
    const middle = (here.left + here.right) / 2;
    let [line, best, apart] = [null, from, Infinity];
    for (let at = from + step; all[at]; at += step) {
      const box = boxOf(at);
      if (Math.abs(box.top - here.top) < here.height / 2) continue;
      line ??= box;
      if (Math.abs(box.top - line.top) >= line.height / 2) break;
      const off = Math.abs((box.left + box.right) / 2 - middle);
      if (off < apart) [best, apart] = [at, off];
    }
    return best;
  };
  const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 };
  const move = (key, wider) => {
    const step = STEPS[key];
    const from = wider || step > 0 ? word[1] : word[0];
    const to = key === "ArrowDown" || key === "ArrowUp" ? across(from, step) : Math.min(all.length - 1, Math.max(0, from + step));
    word = wider ? [word[0], Math.max(word[0], to)] : [to, to];
    select();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.pick");
    if (button) pick(button);
  });
  document.addEventListener("mouseup", (event) => {
    if (!role || !text.contains(event.target)) return;
    setTimeout(() => {
      const found = role && placeOf(getSelection());
      if (found) take(found);
    });
  });
  document.addEventListener(
    "keydown",
    (event) => {
      if (role) {
        if (STEPS[event.key] && all.length) move(event.key, event.shiftKey);
        else if (event.key === "Enter") take(placeOf(getSelection()));
        else if (event.key === "Escape") stop();
        else return;
        event.preventDefault();
        event.stopImmediatePropagation();
      } else if (form() && event.key === "Escape" && !document.querySelector("dialog[open]")) {
        leave(event.target);
        event.preventDefault();
        event.stopImmediatePropagation();
      } else if (jump(event)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      } else if (form() && event.key === "Enter" && event.ctrlKey) {
        event.preventDefault();
        form().requestSubmit();
      }
    },
    true,
  );
  // a letter beside each label, a digit beside each button: no clash with typing, for only from outside of fields, and only
  // while the focus is in the form (WCAG 2.1.4); the help overlay turns them off
  const jump = (event) => {
    if (!form() || event.ctrlKey || event.metaKey || event.altKey || window.hearsayKeys?.off()) return false;
    if (!form().contains(event.target) || event.target.closest("input, textarea, select")) return false;
    const marked = [...form().querySelectorAll("[data-letter]")].find((one) => one.dataset.letter === event.key);
    if (!marked) return false;
    if (marked.matches("button")) pick(marked);
    else {
      const field = document.getElementById(marked.htmlFor);
      field.focus();
      field.select?.();
    }
    return true;
  };
  const stands = () => [...new FormData(form())].map(([name, value]) => `${name}=${value}`).join("\n");
  let opening = ""; // what stood in the form when it was opened
  // out of a field first, then out of the form; where something would be lost, only at the second time
  const leave = (from) => {
    if (from.closest("form.coding") && from.closest("input, textarea, select")) {
      form().querySelector("h2").focus();
      return;
    }
    const told = form().querySelector(".unsaved");
    if (stands() === opening || told.textContent) close();
    else told.textContent = "What you changed is not saved. Esc again throws it away, Ctrl+Enter saves it.";
  };
  const close = () => {
    const key = form().dataset.for;
    shut();
    (document.querySelector(`[data-key="${CSS.escape(key)}"]`) || document.querySelector(".cards > .claim"))?.focus();
  };
  // the form goes, and with it the address that would open it again
  const shut = () => {
    if (!form()) return;
    const claim = form().dataset.for.split("/")[1];
    slot.replaceChildren();
    const asked = new URLSearchParams(location.search);
    if (asked.has("edit") || asked.has("missed")) history.replaceState(history.state, "", location.pathname + (claim ? `?claim=${claim}` : ""));
    document.dispatchEvent(new CustomEvent("hearsay:coding", { detail: null }));
  };
  // while the form is open, the words of its claim are lit and in view
  const showing = () => {
    const card = document.querySelector(`.claim[data-key="${CSS.escape(form().dataset.for)}"]`);
    document.dispatchEvent(new CustomEvent("hearsay:coding", { detail: card?.dataset.claim ?? null }));
  };
  document.addEventListener("input", (event) => event.target.closest(".field.stale")?.classList.remove("stale"));
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".coding .cancel")) return;
    event.preventDefault();
    close();
  });

  // a new form: what was selected before it was asked for is what happened
  let before = null;
  document.addEventListener("keydown", (event) => {
    if (event.key === "n") before = placeOf(getSelection());
  }, true);
  const opened = () => {
    const now = form();
    if (!now) return;
    if (now.dataset.for === "missed" && before) {
      now.querySelector('[name="span-trigger"]').value = `${before.start}-${before.end}`;
      now.querySelector('output[data-for="trigger"]').textContent = before.words;
      now.querySelector('output[data-for="trigger"]').classList.remove("none");
    }
    before = null;
    opening = now.querySelector(".refusals") ? "" : stands();
    now.querySelector("h2").focus();
    now.scrollIntoView({ block: "nearest" });
    showing();
  };
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target === slot) opened();
    else if (event.detail.xhr?.status < 400 && event.detail.requestConfig?.elt?.matches?.("form.coding, form.grading")) shut(); // what is refused stays, to be mended
  });
  opened();
  // an address that ends in #form takes the focus away again, once the page is there
  addEventListener("load", () => setTimeout(() => {
    if (document.activeElement === document.body) form()?.querySelector("h2").focus();
    if (form()) showing();
  }));

  // names that search, a moment after the last key
  let timer = 0;
  document.addEventListener("input", (event) => {
    const input = event.target.closest("[data-search]");
    if (!input) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const answer = await fetch(`${input.dataset.search}?limit=12&text=${encodeURIComponent(input.value)}`);
      if (!answer.ok) return;
      const names = [...new Set((await answer.json()).map((one) => one[input.dataset.shows || "origin_name"]).filter(Boolean))];
      const list = document.getElementById(input.getAttribute("list")); // gone, where the form was closed meanwhile
      list?.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
    }, 120);
  });
})();
