// Writing down at a table, also without network: each remark goes into a queue on this tablet first and leaves it only when
// the server says it has it. Each has a key of its own, so sending twice is once. Without this file the form does the same.
(() => {
  "use strict";
  const root = document.querySelector("[data-capture]");
  if (!root || !("indexedDB" in window)) return;
  const table = root.dataset.capture;
  const here = root.dataset.here;
  const form = root.querySelector("[data-write]");
  const state = root.querySelector("[data-state]");
  const waiting = root.querySelector("[data-waiting]");
  const written = root.querySelector("[data-written]");
  const heading = document.getElementById("wort");
  const button = form.querySelector("button .kern-label");
  const cancel = root.querySelector("[data-cancel]");
  const told = (name) => root.querySelector(`[data-say=${name}]`).textContent; // in the language of the page
  const DRAFT = `mitschreiben-${table}`;
  const MOST_BYTES = 200_000; // of one parcel
  const MOST = 50; // entries of one parcel
  const SLOWEST = 30_000; // milliseconds between two attempts

  // --- the queue -----------------------------------------------------------------------------------------------------

  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open("mitschreiben", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("queue", { keyPath: "order", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function inQueue(mode, work) {
    const base = await opened;
    return new Promise((resolve, reject) => {
      const deal = base.transaction("queue", mode, { durability: "strict" });
      const request = work(deal.objectStore("queue"));
      deal.oncomplete = () => resolve(request && request.result);
      deal.onerror = deal.onabort = () => reject(deal.error);
    });
  }

  const queue = async () => (await inQueue("readonly", (store) => store.getAll())).filter((each) => each.table === table);
  const put = (entry) => inQueue("readwrite", (store) => store.put(entry));
  const drop = (entry) => inQueue("readwrite", (store) => store.delete(entry.order));

  function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  // --- what one sees -------------------------------------------------------------------------------------------------

  let trouble = "";
  let notice = "";
  let ready = false;

  const chosen = (name) => form.elements[name].value;
  const wordsOf = (entry) => entry.text || entry.proposal;
  function questionOf(choice) {
    const radio = [...form.elements.choice].find((each) => each.value === choice) || form.elements.choice;
    return radio.labels ? radio.labels[0].textContent.trim() : "";
  }
  function placeOf(uid) {
    const option = [...form.elements.uid.options].find((each) => each.value === uid);
    return option ? option.textContent : "";
  }

  function element(name, text, mark) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (mark) made.className = mark;
    return made;
  }

  function action(text, words, mark, deed) {
    const made = element("button", text, mark);
    made.type = "button";
    made.append(element("span", `: ${words.slice(0, 40)}`, "kern-sr-only"));
    made.addEventListener("click", deed);
    return made;
  }

  function line(entry) {
    const made = element("li");
    made.dataset.key = entry.key;
    made.append(element("p", `${questionOf(entry.choice)} · ${placeOf(entry.uid)}`, "wk-over"));
    const text = element("p", wordsOf(entry), "wk-written__text");
    text.dir = "auto";
    made.append(text);
    if (entry.refused) made.append(element("p", entry.refused, "wk-written__refused"));
    const deeds = element("p", "", "wk-written__deeds");
    deeds.append(action(told("correct"), wordsOf(entry), "wk-written__strike", () => correct(entry)));
    deeds.append(action(told("strike"), wordsOf(entry), "wk-written__strike", () => strike(entry.key)));
    made.append(deeds);
    return made;
  }

  function count(number) {
    if (number) return `${told("unsent")} ${number}.`;
    return ready ? `${told("sent")} ${told("ready")}` : told("sent");
  }

  async function show() {
    const entries = await queue();
    const gone = new Set(entries.filter((each) => each.replaces).map((each) => each.replaces));
    const said = entries.filter((each) => each.kind === "say" && !gone.has(each.key));
    waiting.replaceChildren(...said.reverse().map(line));
    waiting.hidden = !said.length;
    for (const each of written.querySelectorAll("li[data-key]")) each.hidden = gone.has(each.dataset.key);
    const words = [notice, count(entries.length), entries.length ? trouble : ""].filter(Boolean).join(" ");
    if (state.textContent !== words) state.textContent = words;
    root.dataset.unsent = entries.length;
  }

  // --- sending -------------------------------------------------------------------------------------------------------

  async function post(entries) {
    const body = JSON.stringify({ entries });
    const answer = await fetch(`${here}senden/`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "omit",
      body,
    });
    const isJson = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.ok && isJson && !answer.redirected) return answer.json();
    if (answer.status === 404) throw new Error(told("closed"));
    throw new Error(told("broken"));
  }

  function parcel(entries) {
    let size = 0;
    const fitting = entries.slice(0, MOST).filter((each) => (size += JSON.stringify(each).length * 2) <= MOST_BYTES);
    return fitting.length ? fitting : entries.slice(0, 1);
  }

  async function settle(entries, answer) {
    const taken = new Set(answer.taken);
    for (const entry of entries) {
      if (taken.has(entry.key)) await drop(entry);
      else if (answer.refused[entry.key] && entry.kind === "strike") {
        notice = answer.refused[entry.key];
        await drop(entry);
      } else if (answer.refused[entry.key]) await put({ ...entry, refused: answer.refused[entry.key] });
    }
    await show();
  }

  // A server that fails over a parcel gets its entries one by one: one bad entry never holds up the others.
  async function oneByOne(entries) {
    let last = null;
    const held = new Set();
    for (const entry of entries) {
      if (held.has(entry.replaces)) { held.add(entry.key); continue; }
      try {
        await settle([entry], await post([entry]));
      } catch (error) {
        held.add(entry.key);
        last = error;
      }
    }
    if (last) throw last;
  }

  let busy = false;
  let pause = 1000;
  let timer = 0;

  async function flush() {
    clearTimeout(timer);
    if (busy) return;
    busy = true;
    try {
      let sent = false;
      for (let open = await unsent(); open.length; open = await unsent()) {
        const entries = parcel(open);
        let answer = null;
        try {
          answer = await post(entries);
        } catch (error) {
          if (error instanceof TypeError || entries.length === 1) throw error;
          await oneByOne(entries);
        }
        if (answer) await settle(entries, answer);
        sent = true;
      }
      trouble = "";
      pause = 1000;
      if (sent) await refresh();
    } catch (error) {
      trouble = error instanceof TypeError ? told("offline") : error.message;
      pause = Math.min(pause * 2, SLOWEST);
      timer = setTimeout(flush, pause);
    } finally {
      busy = false;
      await show();
    }
  }

  const unsent = async () => (await queue()).filter((each) => !each.refused);

  async function refresh() {
    try {
      const answer = await fetch(`${here}liste/`, { credentials: "omit" });
      if (answer.ok && !answer.redirected) written.innerHTML = await answer.text();
    } catch {
      // without network the list stays as it is
    }
    await show();
  }

  // --- what one does -------------------------------------------------------------------------------------------------

  // What the server refused is not there: correcting or striking it concerns this tablet alone.
  async function forgetRefused(key) {
    const refused = key && (await queue()).find((each) => each.key === key && each.refused);
    if (refused) await drop(refused);
    return Boolean(refused);
  }

  async function add(entry) {
    notice = "";
    await put({ table, refused: "", ...entry });
    await show();
    pause = 1000;
    flush();
  }

  async function strike(key) {
    if (await forgetRefused(key)) return show();
    return add({ kind: "strike", key: newKey(), replaces: key, uid: "", choice: "", text: "" });
  }

  function fill(values) {
    for (const name of ["uid", "choice", "text", "proposal", "responsible"]) form.elements[name].value = values[name] || "";
    form.elements.replaces.value = values.replaces || "";
    if (values.proposal || values.responsible) form.querySelector("details").open = true;
    name();
    form.elements.text.focus();
  }

  function name() {
    const correcting = Boolean(form.elements.replaces.value);
    heading.textContent = told(correcting ? "correcting" : "new");
    button.textContent = told(correcting ? "keep_correction" : "keep");
    cancel.hidden = !correcting;
  }

  function correct(entry) { fill({ ...entry, replaces: entry.key }); }

  function empty() {
    for (const each of ["text", "proposal", "responsible", "replaces"]) form.elements[each].value = "";
    form.elements.key.value = newKey();
    localStorage.removeItem(DRAFT);
    name();
    form.elements.text.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const words = Object.fromEntries(["uid", "choice", "text", "proposal", "responsible", "replaces"].map((each) => [each, chosen(each).trim()]));
    if (!words.text && !words.proposal) {
      state.textContent = told("empty");
      form.elements.text.focus();
      return;
    }
    const entry = { kind: "say", key: newKey(), ...words };
    try {
      await put({ table, refused: "", ...entry });
      notice = "";
      await forgetRefused(entry.replaces);
    } catch {
      form.submit(); // the tablet keeps nothing: then the network must do
      return;
    }
    empty();
    await show();
    pause = 1000;
    flush();
  });

  form.addEventListener("input", () => localStorage.setItem(DRAFT, form.elements.text.value));
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  cancel.addEventListener("click", (event) => { event.preventDefault(); empty(); });

  written.addEventListener("submit", (event) => {
    const wanted = event.target.closest("[data-strike]");
    if (!wanted) return;
    event.preventDefault();
    strike(wanted.elements.key.value);
  });
  written.addEventListener("click", (event) => {
    const wanted = event.target.closest("[data-correct]");
    if (!wanted) return;
    event.preventDefault();
    const row = wanted.closest("[data-key]");
    const part = (each) => (row.querySelector(`[data-part=${each}]`) || { textContent: "" }).textContent;
    fill({ ...row.dataset, text: part("text"), proposal: part("proposal"), responsible: part("responsible"), replaces: row.dataset.key });
  });

  addEventListener("online", flush);
  addEventListener("pageshow", flush);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });

  // --- without network -----------------------------------------------------------------------------------------------

  async function keepPage() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register(`${here}worker.js`);
    await navigator.serviceWorker.ready;
    await document.fonts.ready;
    const kept = await caches.open("mitschreiben-1");
    const used = performance.getEntriesByType("resource").map((each) => each.name);
    const parts = [...new Set(used)].filter((each) => new URL(each).origin === location.origin && new URL(each).pathname.startsWith("/static/"));
    for (const each of parts) if (!(await kept.match(each))) await kept.add(each);
    if (!(await kept.match(here, { ignoreVary: true }))) await kept.add(here);
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
    ready = true;
    root.dataset.ready = "yes";
    await show();
  }

  if (!form.elements.text.value) form.elements.text.value = localStorage.getItem(DRAFT) || "";
  form.elements.key.value = newKey();
  show().then(flush).then(keepPage).catch(() => {});
})();
