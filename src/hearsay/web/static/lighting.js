// Pointing at a claim lights its words in the text, pointing at words lights their claims.
(() => {
  const main = document.getElementById("main");
  if (!main.classList.contains("report")) return;
  const text = document.getElementById("text");
  const words = [...text.querySelectorAll("[data-claims]")];
  const numbers = (node, name) => (node.dataset[name] || "").split(" ").filter(Boolean);
  const cards = () => [...main.querySelectorAll(".cards > .claim")];
  let pinned = [];

  const light = (claims, from) => {
    const wanted = new Set(claims);
    main.classList.toggle("lighting", wanted.size > 0);
    for (const word of words) {
      const lit = numbers(word, "claims").filter((n) => wanted.has(n));
      const aside = numbers(word, "aside");
      word.classList.toggle("lit", lit.length > 0);
      // a day or a number within what is said that another claim has: it is no part of these
      word.classList.toggle("aside", lit.length > 0 && lit.every((n) => aside.includes(n)));
    }
    for (const card of cards()) card.classList.toggle("lit", wanted.has(card.dataset.claim));
    if (from === "text" && wanted.size) reveal(cards().find((card) => wanted.has(card.dataset.claim)));
  };
  const reveal = (card) => {
    const box = card && card.closest(".claims");
    if (!box || box.scrollHeight <= box.clientHeight) return;
    const [inner, outer] = [card.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - 60;
  };
  const pointed = (node) => {
    const card = node.closest && node.closest(".claim[data-claim]");
    if (card) return [[card.dataset.claim], "claims"];
    const word = node.closest && node.closest("[data-claims]");
    return word ? [numbers(word, "own").length ? numbers(word, "own") : numbers(word, "claims"), "text"] : [[], ""];
  };
  const busy = () => main.classList.contains("picking");
  for (const kind of ["mouseover", "focusin"]) {
    main.addEventListener(kind, (event) => {
      if (busy()) return;
      const [claims, from] = pointed(event.target);
      light(claims.length ? claims : pinned, from);
      if (kind === "focusin" && from === "claims") show(claims[0]);
    });
  }
  // the words of a claim that is gone to by keyboard come into view
  const show = (claim) => {
    const word = words.find((one) => numbers(one, "own").includes(claim) && one.classList.contains("trigger"));
    if (word) word.scrollIntoView({ block: "nearest" });
  };
  // the claim whose form is open stays lit until it is closed; the form lies below the text on a narrow screen, which then stays
  document.addEventListener("hearsay:coding", (event) => {
    pinned = event.detail ? [event.detail] : [];
    light(pinned, "");
    if (event.detail && matchMedia("(min-width: 60.01rem)").matches) show(event.detail);
  });
  main.addEventListener("mouseleave", () => busy() || light(pinned, ""));
  main.addEventListener("focusout", () => busy() || light(pinned, ""));
  main.addEventListener("click", (event) => {
    if (busy() || event.target.closest("a, button, input, select, label, summary")) return;
    if (!String(getSelection()).trim()) {
      const [claims, from] = pointed(event.target);
      pinned = claims.join() === pinned.join() ? [] : claims;
      light(pinned, "");
      if (from === "claims" && pinned.length) show(pinned[0]);
      if (from === "text" && pinned.length) cards().find((card) => pinned.includes(card.dataset.claim))?.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !busy()) light((pinned = []), "");
  });
})();
