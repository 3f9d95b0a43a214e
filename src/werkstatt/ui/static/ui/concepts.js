// The check page with the keyboard, and its two halves that follow each other. Without this file its links and buttons do the same.
(() => {
  "use strict";
  const check = document.querySelector("[data-check]");
  const form = check && document.getElementById("tun");
  if (!form) return;

  const lines = document.getElementById("zeilen");
  const said = document.getElementById("gesagt");
  const KEPT = "check-focus", SAID = "check-said";
  const only = new URLSearchParams(location.search).get("nur");
  const KEYS = [["J K", "nächste, vorige unsichere Stelle"], ["↓ ↑", "nächster, voriger Teil"], ["M Z F T", "wird Maßnahme, Ziel, Handlungsfeld, Text"],
    ["→ ←", "tiefer, höher"], ["S", "trennen"], ["V", "mit dem vorigen zusammenfügen"], ["X", "auswählen"], ["Enter", "ändern"], ["U", "zurücknehmen"]];
  const DEEDS = { m: "measure", z: "goal", f: "area", t: "text", s: "split", v: "join", u: "undo", arrowright: "deeper", arrowleft: "higher" };

  const MOVES = new Set(["j", "k", "n", "p", "x", "arrowdown", "arrowup"]);

  // --- where one is ---

  const tickOf = (line) => line.querySelector(".cc-tick");
  const here = () => document.activeElement.closest(".cc-line");
  const shown = (selector) => [...check.querySelectorAll(selector)].filter((each) => each.checkVisibility());
  const ticked = () => [...check.querySelectorAll(".cc-tick:checked")];

  const focus = (place) => {
    const found = document.getElementById(place);
    if (!found || !found.checkVisibility()) return false;
    const target = found.matches(".cc-line") ? tickOf(found) : found;
    found.scrollIntoView({ block: found.matches(".cc-place, .cc-line") ? "center" : "nearest" });
    target.focus({ preventScroll: true });
    return true;
  };

  const step = (all, by) => {
    const active = document.activeElement;
    const at = all.findIndex((each) => each === active || each.contains(active));
    if (at >= 0) return all[(at + by + all.length) % all.length];
    const after = all.findIndex((each) => active.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
    return check.contains(active) && after >= 0 ? all[by > 0 ? after : (after - 1 + all.length) % all.length] : all[by > 0 ? 0 : all.length - 1];
  };

  // --- lines that come when somebody looks ---

  const gaps = () => [...lines.querySelectorAll(".cc-gap")];
  const turn = () => document.getElementById("stand").value;

  // The next line on one side of a gap, and how many gaps are before it.
  const beyond = (gap, side) => {
    let next = gap[side], between = 0;
    for (; next?.matches(".cc-gap"); next = next[side]) between += 1;
    return [next ? next.id.slice(2) : "", between];
  };

  const came = async (gap) => {
    const [above, before] = beyond(gap, "previousElementSibling"), [below, after] = beyond(gap, "nextElementSibling");
    const asked = new URLSearchParams({ nach: above, vor: below, nr: before + 1, von: before + after + 1 });
    if (only) asked.set("nur", only);
    const now = turn();
    const answer = await fetch(`${gap.dataset.gap}?${asked}`, { headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected) return location.assign(gap.querySelector("a").href);
    const found = Object.assign(document.createElement("template"), { innerHTML: await answer.text() });
    if (!gap.isConnected) return true;
    if (now !== turn()) return came(gap);  // a deed was done meanwhile
    gap.replaceWith(found.content);
    follow();
    return true;
  };

  // One after the other, because each asks for what stands between two lines that are there. True when it is filled.
  let queue = Promise.resolve();
  const fill = (gap) => {
    queue = queue.then(() => gap.isConnected && came(gap)).catch(failed);
    return queue;
  };

  const pane = lines.closest(".cc-pane");
  let looks;
  const watch = () => {
    looks?.disconnect();
    const root = getComputedStyle(pane).overflowY === "auto" ? pane : null;
    looks = new IntersectionObserver((seen) => { for (const each of seen) if (each.isIntersecting) fill(each.target); }, { root, rootMargin: "600px 0px" });
    for (const gap of gaps()) looks.observe(gap);
  };
  matchMedia("(min-width: 64rem)").addEventListener("change", watch);

  const around = (place) => {
    const address = new URL(location);
    address.searchParams.set("bei", place);
    address.hash = place;
    return address;
  };

  // Go where it is, even if it has not come yet; what was said is said again there.
  const reach = async (place) => {
    if (focus(place)) return;
    const gap = gaps().find((each) => each.dataset.open?.split(" ").includes(place.replace("stelle-", "")));
    if (gap && await fill(gap) && focus(place)) return;
    if (only || !gaps().length || !/^(e|stelle)-/.test(place)) return shown("[data-unsure], .cc-tick")[0]?.focus();
    sessionStorage.setItem(SAID, said.textContent);
    location.replace(around(place));
  };

  // --- the document beside it ---

  const mark = (anchor) => {
    for (const each of check.querySelectorAll(".doc-here")) each.classList.remove("doc-here");
    const found = document.getElementById(anchor);
    if (!found) return;
    found.classList.add("doc-here");
    const pane = found.closest(".cc-pane");
    if (pane.scrollHeight > pane.clientHeight) {
      pane.scrollTop += found.getBoundingClientRect().top - pane.getBoundingClientRect().top - 96;
    } else return found;
  };

  let wanted;
  const show = async (link, go) => {
    wanted = link;
    const anchor = link.hash.slice(1);
    const sheet = document.getElementById(`blatt-${new URL(link.href).searchParams.get("blatt")}`);
    const more = sheet?.getAttribute("hx-get");
    if (more && !document.getElementById(anchor)) await htmx.ajax("GET", more, { target: sheet, swap: "outerHTML" });
    if (wanted !== link) return;
    const found = mark(document.getElementById(anchor) ? anchor : sheet?.id);
    if (go && found) found.scrollIntoView({ block: "center" });
  };

  check.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (link.matches("[data-source]")) { event.preventDefault(); show(link, true); }
    else if (link.matches("[data-leave]")) {
      event.preventDefault();
      const hint = link.closest(".doc-hint");
      const back = hint ? hint.closest(".doc-piece").querySelector("[data-hint]") : ticked()[0];
      if (hint) hint.remove(); else { document.getElementById("frage").replaceChildren(); said.replaceChildren(); }
      if (back) back.focus();
    } else if (link.matches(".cc-gap > a")) {
      event.preventDefault();
      const gap = link.closest(".cc-gap"), above = gap.previousElementSibling;
      fill(gap).then(() => (above ? above.nextElementSibling : lines.firstElementChild)?.querySelector(".cc-tick")?.focus());
    } else if (link.matches("[data-at]")) {
      if (focus(link.getAttribute("href").split("#")[1])) event.preventDefault();
    } else if (link.matches("[data-edit]")) history.replaceState(null, "", around(link.closest(".cc-line").id));
  });

  // What is still to check is marked in the document, and what was made of a block is called as it is now;
  // only of lines that were here is it known that they are gone.
  const known = new Set();
  const follow = () => {
    const open = new Set([...check.querySelectorAll("[data-unsure] [data-source]")].map((link) => link.hash.slice(1)));
    for (const id of [...open, ...known]) document.getElementById(id)?.classList.toggle("doc-unsure", open.has(id));
    for (const id of open) known.add(id);
    for (const line of lines.querySelectorAll(".cc-line")) known.add(line.id);
    for (const link of check.querySelectorAll("[data-made]")) {
      const line = document.getElementById(link.hash.slice(1));
      if (line) link.textContent = tickOf(line).ariaLabel; else if (known.has(link.hash.slice(1))) link.remove();
    }
  };

  // --- what is chosen ---

  const tell = () => {
    const count = ticked().length;
    form.querySelector("[data-count]").textContent = count ? `${count} ausgewählt, ${count === 1 ? "wird" : "werden"}` : "Ausgewählte werden";
  };
  check.addEventListener("change", (event) => { if (event.target.matches(".cc-tick")) tell(); });

  // --- deeds ---

  let busy = false, waiting = [], moved = Promise.resolve();
  const press = (value) => {
    const pressed = Object.assign(document.createElement("button"), { name: "deed", value, hidden: true });
    form.append(pressed);
    form.requestSubmit(pressed);
    pressed.remove();
  };

  // A second click while the first is on its way is not a second deed.
  form.addEventListener("submit", (event) => {
    if (busy) { event.preventDefault(); event.stopImmediatePropagation(); }
    busy = true;
  }, true);
  document.addEventListener("htmx:before:request", (event) => {
    if (event.target !== form) return;
    const line = here();
    if (line) sessionStorage.setItem(KEPT, line.id);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    if (event.target !== form) return;
    busy = false;
    if (event.detail.ctx.keepIndicators) waiting = [];  // another page comes
    replay();
  });
  document.addEventListener("htmx:after:swap", (event) => {
    follow();
    if (event.target.matches?.("[data-hint]")) event.target.closest(".doc-piece").querySelector(".doc-hint input:not([type=hidden])")?.focus();
    if (event.target !== form) return;
    tell();
    const before = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    const place = said.querySelector("[data-place]")?.dataset.place;
    if (place === "gefragt") { waiting = []; document.querySelector("#frage select, [data-sure]")?.focus(); }
    else if (place && !(place === "pruefen" && before && focus(before))) moved = reach(place);
  });
  // Whoever types faster than the answer comes means each key: they are done one after the other, where one is by then.
  const replay = async () => {
    await moved;
    while (waiting.length && !busy) { act(waiting.shift()); await moved; }
  };
  const failed = () => { waiting = []; said.textContent = "Das hat nicht geklappt. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal."; };
  document.addEventListener("htmx:error", failed);

  // --- keys ---

  let on = localStorage.getItem("check-keys") !== "off";
  const make = (name, more = {}) => Object.assign(document.createElement(name), more);
  const note = make("details", { className: "wk-quiet cc-keys" });
  const list = make("ul");
  const button = make("button", { type: "button", className: "wk-plain" });
  note.append(make("summary", { textContent: "Mit der Tastatur" }), list, button);
  list.append(...KEYS.map(([keys, words]) => {
    const item = make("li");
    for (const key of keys.split(" ")) item.append(make("kbd", { textContent: key }), " ");
    item.append(words);
    return item;
  }));
  const say = () => { button.textContent = on ? "Tasten ausschalten" : "Tasten einschalten"; };
  button.addEventListener("click", () => { on = !on; localStorage.setItem("check-keys", on ? "on" : "off"); say(); });
  say();
  check.before(note);

  const go = async (selector, by) => {
    const all = shown(`${selector}, .cc-gap${selector === ".cc-tick" ? "" : "[data-open]"}`);
    if (!all.length) return;
    const next = step(all, by);
    if (next.matches(".cc-gap")) return await fill(next) ? go(selector, by) : undefined;
    focus(next.id || next.closest(".cc-line").id);
    const link = next.querySelector?.("[data-source]") || next.closest(".cc-line")?.querySelector(".cc-line__deeds [data-source]");
    if (link) show(link, false);
  };

  const act = (key) => {
    const line = here();
    if (key === "escape") { const leave = document.querySelector("#frage [data-leave]"); if (leave) leave.click(); return Boolean(leave); }
    if (key === "j" || key === "k") return moved = go("[data-unsure]", key === "j" ? 1 : -1), true;
    if (key === "n" || key === "p") return moved = go(".cc-tick", key === "n" ? 1 : -1), true;
    if (key === "u") return document.querySelector("#kopf [value=undo]") ? (press("undo"), true) : false;
    if (!line) return false;
    if (key === "arrowdown" || key === "arrowup") return moved = go(".cc-tick", key === "arrowdown" ? 1 : -1), true;
    if (key === "x") { tickOf(line).checked = !tickOf(line).checked; tell(); return true; }
    if (key === "enter") {
      if (!document.activeElement.matches(".cc-tick, .cc-place")) return false;
      line.querySelector("[data-edit]").click();
      return true;
    }
    if (!DEEDS[key]) return false;
    press(ticked().length ? DEEDS[key] : `${DEEDS[key]} ${tickOf(line).value}`);
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("textarea, select, input:not([type=checkbox]), [contenteditable]")) return;
    const key = event.key.toLowerCase();
    const waits = (busy || waiting.length) && (DEEDS[key] || MOVES.has(key)) && (here() || key === "u");
    if (waits) { if (!event.repeat) waiting.push(key); event.preventDefault(); }
    else if (act(key)) event.preventDefault();
  });

  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  // Where the page came anew, what it says at its head is said beside the work too, and the document follows.
  const told = sessionStorage.getItem(SAID) || (kept && document.querySelector("main .kern-alert .kern-title")?.textContent);
  sessionStorage.removeItem(SAID);
  if (told) said.append(make("span", { textContent: told }));
  follow();
  const follows = () => { const link = here()?.querySelector("[data-source]"); if (link) show(link, false); };
  if (kept && !location.hash) reach(kept).then(follows);
  else if ((location.hash.startsWith("#e-") || location.hash.startsWith("#stelle-")) && focus(location.hash.slice(1))) follows();
  watch();
  tell();
})();
