// The maps that can be moved, over an outline of the world that this server has; without script the drawings stay.
(() => {
  const L = window.L;
  const REM = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16; // a large screen has larger letters
  const SIZES = [18, 22, 28, 36].map((size) => size * REM);
  const LARGEST = 900; // kilometres around a place beyond which no circle is drawn, as on the drawings
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let atlas = null;
  const world = (address) => (atlas ??= fetch(address).then((answer) => answer.json()));

  const make = (tag, name, words) => {
    const node = document.createElement(tag);
    node.className = name;
    node.textContent = words;
    return node;
  };

  /** A map without pins: countries, names. The size of what is seen decides which names there is room for. */
  const ground = (holder, address, pins) => {
    const map = L.map(holder, {
      attributionControl: false, zoomControl: true, minZoom: 1, maxZoom: 10, zoomSnap: 0.25, worldCopyJump: true,
      fadeAnimation: !still, zoomAnimation: !still, markerZoomAnimation: !still, maxBounds: [[-85, -400], [85, 400]],
    });
    map.createPane("names").style.zIndex = 450;
    map.getPane("names").style.pointerEvents = "none";
    L.control.scale({ imperial: false }).addTo(map);
    const names = L.layerGroup().addTo(map);
    let places = [];
    world(address).then((told) => {
      const land = told.features.filter((one) => one.geometry.type !== "Point");
      L.geoJSON(land, { interactive: false, style: { className: "land", weight: 1, opacity: 1, fillOpacity: 1 } }).addTo(map).bringToBack();
      places = [
        ...land.sort((a, b) => b.properties.size - a.properties.size).map((one) => ({
          name: one.properties.name, at: [one.properties.at[1], one.properties.at[0]], kind: "country", from: one.properties.size > 150 ? 2 : one.properties.size > 25 ? 3.5 : 5,
        })),
        ...told.features.filter((one) => one.geometry.type === "Point").map((one) => ({
          name: one.properties.name, at: [one.geometry.coordinates[1], one.geometry.coordinates[0]], kind: "town", from: one.properties.capital ? 4.5 : one.properties.people > 3e6 ? 5 : 6,
        })),
      ];
      write();
    });
    // names that would lie on each other are left out, the larger first
    const write = () => {
      names.clearLayers();
      const taken = pins().map(([at, size]) => {
        const { x, y } = map.latLngToContainerPoint(at);
        return [x, y, size / 2, size / 2];
      });
      const free = (x, y, half) => !taken.some(([a, b, wide, high]) => Math.abs(a - x) < wide + half && Math.abs(b - y) < high + 8 * REM);
      const seen = map.getBounds();
      const zoom = map.getZoom();
      for (const one of places) {
        if (zoom < one.from || !seen.contains(one.at)) continue;
        const { x, y } = map.latLngToContainerPoint(one.at);
        const half = one.name.length * 3.7 * REM + 4;
        const aside = (one.kind === "town" ? [-11, 11] : [0, -18, 18]).map((by) => by * REM).find((by) => free(x, y + by, half));
        if (aside === undefined) continue;
        taken.push([x, y + aside, half, 8 * REM]);
        const icon = L.divIcon({ className: `name ${one.kind}`, html: make("span", "", one.name), iconSize: [0, 0], iconAnchor: [0, -aside] });
        if (one.kind === "town") L.marker(one.at, { icon: L.divIcon({ className: "town-dot", iconSize: [5, 5] }), interactive: false, keyboard: false, pane: "names" }).addTo(names);
        L.marker(one.at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(names);
      }
    };
    map.on("moveend zoomend", write);
    map.write = write;
    return map;
  };

  const ring = (at, km) => L.circle(at, { radius: km * 1000, interactive: false, className: "within", fillOpacity: 0.1, weight: 1.6 });

  /** One place, in the page of one incident. */
  for (const holder of document.querySelectorAll("#where .ground")) {
    const { lat, lon, km, name } = holder.dataset;
    const at = [Number(lat), Number(lon)];
    const box = make("div", "live", "");
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", `Map of ${name}`);
    holder.replaceChildren(box);
    const map = ground(box, document.querySelector("script[data-world]").dataset.world, () => [[at, 14], [at, 50 * REM]]);
    const around = ring(at, Math.max(Number(km), 60));
    map.setView(at, 6);
    map.fitBounds(around.addTo(map).getBounds().pad(1.6), { animate: false, maxZoom: 6 });
    around.remove();
    if (Number(km) > 0 && Number(km) < LARGEST) ring(at, Number(km)).addTo(map);
    const icon = L.divIcon({ className: "pin-mark lone", html: make("span", "disc", ""), iconSize: [14, 14] });
    L.marker(at, { icon, keyboard: false, interactive: false }).addTo(map);
    L.marker(at, { icon: L.divIcon({ className: "name place", html: make("span", "", name), iconSize: [0, 0] }), keyboard: false, interactive: false }).addTo(map);
  }

  const holder = document.getElementById("map");
  if (!holder) return;
  const main = document.getElementById("main");
  const said = document.getElementById("said");
  document.getElementById("stage").hidden = false;
  main.classList.add("live");
  let marks = new Map();
  const map = ground(holder, holder.dataset.world, () => [...marks.values()].map((mark) => [mark.getLatLng(), mark.options.icon.options.iconSize[0]]));
  map.setView([15, 20], 2);
  const layer = L.layerGroup().addTo(map);

  const row = (key) => document.getElementById(`in-${key}`);
  const light = (key) => {
    for (const one of document.querySelectorAll(".incidents > .lit")) one.classList.remove("lit");
    for (const [name, mark] of marks) {
      const on = name === key;
      mark.getElement()?.classList.toggle("lit", on);
      mark.setZIndexOffset(on ? 1000 : 0);
    }
    if (key) row(key)?.classList.add("lit");
  };

  /** The pins of the drawing, which every answer of the server brings along, as marks on the map. */
  const put = (move) => {
    layer.clearLayers();
    marks = new Map();
    const bounds = [];
    for (const link of document.querySelectorAll("#found .spot-link")) {
      const { lat, lon, km = 0, killed, size, key, dx = 0, dy = 0 } = link.dataset;
      const faint = link.classList.contains("faint");
      const at = [Number(lat), Number(lon)];
      const across = faint ? 10 * REM : SIZES[size];
      const words = link.getAttribute("aria-label");
      if (!faint && Number(km) > 1 && Number(km) < LARGEST) ring(at, Number(km)).addTo(layer);
      const icon = L.divIcon({
        className: `pin-mark ${faint ? "faint" : Number(size) ? "" : "none"}`, html: make("span", "disc", faint || !Number(size) ? "" : killed),
        iconSize: [Math.max(24, across), Math.max(24, across)], iconAnchor: [Math.max(24, across) / 2 - Number(dx), Math.max(24, across) / 2 - Number(dy)],
      });
      const mark = L.marker(at, { icon, alt: words, keyboard: true, riseOnHover: true }).addTo(layer);
      mark.bindTooltip(make("span", "", words), { direction: "top", offset: [Number(dx), Number(dy) - across / 2] });
      const node = mark.getElement();
      node.setAttribute("role", "link");
      node.setAttribute("aria-label", words);
      node.classList.add(`size-${faint ? "dot" : size}`);
      marks.set(key, mark);
      bounds.push(at);
      for (const kind of ["mouseover", "focus"]) node.addEventListener(kind, () => light(key));
      mark.on("mouseout", () => light(null));
      const go = () => {
        const line = row(key)?.querySelector("a");
        if (!line) location.href = link.getAttribute("href");
        else { line.focus(); light(key); row(key).scrollIntoView({ block: "nearest" }); }
      };
      mark.on("click", go);
      node.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); location.href = link.getAttribute("href"); } });
    }
    document.getElementById("legend").textContent = document.querySelector("#found .still .note").textContent;
    map.write();
    if (move && bounds.length) map.fitBounds(L.latLngBounds(bounds).pad(0.25), { maxZoom: 5, animate: false });
  };
  put(true);

  for (const kind of ["mouseover", "focusin"]) {
    main.addEventListener(kind, (event) => {
      const line = event.target.closest?.(".incidents > li");
      if (line) light(line.dataset.key);
      else if (!event.target.closest?.("#stage")) light(null);
    });
  }

  // the slider: two handles over the days, which fill in the dates and ask
  const form = document.getElementById("when");
  const slider = document.getElementById("slider");
  const dates = [document.getElementById("from"), document.getElementById("to")];
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt !== form) return;
    for (const [name, value] of [...event.detail.formData.entries()]) if (!value) event.detail.formData.delete(name);
  });
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "found" && event.detail.elt?.id !== "found") return;
    put(false);
    said.textContent = document.getElementById("how-many")?.textContent ?? "";
  });
  if (!slider) return;
  const DAY = 86_400_000;
  const first = Date.parse(slider.dataset.first);
  const days = Math.round((Date.parse(slider.dataset.last) - first) / DAY);
  const iso = (nth) => new Date(first + nth * DAY).toISOString().slice(0, 10);
  const read = (nth) => new Date(first + nth * DAY).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const track = slider.querySelector(".track");
  const handles = ["From", "Until"].map((label) => {
    const handle = document.createElement("input");
    Object.assign(handle, { type: "range", min: 0, max: days, step: 1, className: "handle" });
    handle.setAttribute("aria-label", label);
    track.append(handle);
    return handle;
  });
  const range = make("span", "chosen", "");
  const told = make("p", "told", "");
  track.append(range);
  slider.append(told);
  const show = () => {
    const [from, to] = handles.map((handle) => Number(handle.value));
    handles.forEach((handle) => handle.setAttribute("aria-valuetext", read(Number(handle.value))));
    range.style.left = `${(from / days) * 100}%`;
    range.style.width = `${((to - from) / days) * 100}%`;
    told.textContent = `${read(from)} to ${read(to)}`;
    handles[0].classList.toggle("over", from > days / 2);
  };
  const take = () => {
    const nth = (value, none) => (value ? Math.max(0, Math.min(days, Math.round((Date.parse(value) - first) / DAY))) : none);
    handles[0].value = nth(dates[0].value, 0);
    handles[1].value = nth(dates[1].value, days);
    show();
  };
  let waiting = 0;
  handles.forEach((handle, nth) => {
    handle.addEventListener("input", () => {
      const [from, to] = handles.map((one) => Number(one.value));
      if (from > to) handle.value = nth ? from : to; // handles do not pass each other
      const value = Number(handle.value);
      dates[nth].value = value === (nth ? days : 0) ? "" : iso(value);
      show();
      clearTimeout(waiting);
      waiting = setTimeout(() => form.dispatchEvent(new Event("change")), 120);
    });
    handle.addEventListener("change", (event) => event.stopPropagation()); // the form asks once, above
  });
  for (const date of dates) date.addEventListener("change", take);
  take();
})();
