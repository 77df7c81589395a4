(() => {
  const main = document.querySelector("main");
  const words = [...main.querySelectorAll("[data-claims]")];
  const cards = [...main.querySelectorAll(".claim")];
  const numbers = (node, name) => (node.dataset[name] || "").split(" ").filter(Boolean);
  let pinned = [];

  const light = (claims, from) => {
    const wanted = new Set(claims);
    main.classList.toggle("lighting", wanted.size > 0);
    for (const word of words) word.classList.toggle("lit", numbers(word, "claims").some((n) => wanted.has(n)));
    for (const card of cards) card.classList.toggle("lit", wanted.has(card.dataset.claim));
    const first = wanted.size && cards.find((card) => wanted.has(card.dataset.claim));
    if (first && from === "text") reveal(first);
  };
  const reveal = (card) => {
    const box = card.closest(".claims");
    if (box.scrollHeight <= box.clientHeight) return;
    const [inner, outer] = [card.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - 40;
  };
  const pointed = (node) => {
    const card = node.closest && node.closest(".claim");
    if (card) return [[card.dataset.claim], "claims"];
    const word = node.closest && node.closest("[data-claims]");
    return word ? [numbers(word, "own").length ? numbers(word, "own") : numbers(word, "claims"), "text"] : [[], ""];
  };
  for (const kind of ["mouseover", "focusin"]) {
    main.addEventListener(kind, (event) => {
      const [claims, from] = pointed(event.target);
      light(claims.length ? claims : pinned, from);
    });
  }
  main.addEventListener("mouseleave", () => light(pinned, ""));
  main.addEventListener("focusout", () => light(pinned, ""));
  main.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const [claims, from] = pointed(event.target);
    pinned = claims.join() === pinned.join() ? [] : claims;
    light(pinned, "");
    const word = from === "claims" && pinned.length && words.find((w) => numbers(w, "own").includes(pinned[0]));
    if (word) word.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") light((pinned = []), "");
    if (event.key === "Enter" && event.target.classList.contains("claim")) event.target.click();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = cards.indexOf(document.activeElement);
    if (step && here >= 0 && cards[here + step]) {
      event.preventDefault();
      cards[here + step].focus();
    }
  });
})();
