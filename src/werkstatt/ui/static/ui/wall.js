// The wall grows by itself, every three seconds, and can be held. Without this file one loads the page anew.
(() => {
  "use strict";
  const wall = document.querySelector("[data-wall]");
  const pause = document.querySelector("[data-pause]");
  const state = document.querySelector("[data-state]");
  const reload = document.querySelector("[data-reload]");
  if (!wall || !pause) return;
  const EVERY = 3000; // milliseconds
  const told = (name) => document.querySelector(`[data-say=${name}]`).textContent; // in the language of the page
  const label = pause.querySelector(".kern-label");
  let held = false;
  let before = "";
  pause.hidden = false;
  reload.hidden = true;

  async function look() {
    if (held || document.hidden) return;
    try {
      const answer = await fetch(wall.dataset.wall, { credentials: "omit", cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.text();
      if (now !== before && !held) wall.innerHTML = now;
      before = now;
      say("");
    } catch {
      say(told("lost"));
    }
  }

  function say(words) {
    if (state.textContent !== words) state.textContent = words;
  }

  pause.addEventListener("click", () => {
    held = !held;
    label.textContent = told(held ? "go" : "pause");
    say(held ? told("held") : "");
    before = "";
    look();
  });

  setInterval(look, EVERY);
})();
