"use strict";
// Goes through the journey that the page holds as data. Text is only ever set as text.
(() => {
  const data = document.getElementById("journey").textContent;
  const journey = JSON.parse(data);
  // What the browser has kept of the way may be of an earlier version of the page.
  const version = [...data].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)) | 0, 7);
  const at = (id) => document.getElementById(id);
  const states = journey.states;
  const inputs = document.querySelectorAll("[data-fact]");
  let trail = [];

  const holds = (test, facts) => {
    if (test === null) return true;
    const [word, ...parts] = test;
    if (word === "is") return facts[parts[0]] === parts[1];
    if (word === "not") return !holds(parts[0], facts);
    return word === "and"
      ? parts.every((part) => holds(part, facts))
      : parts.some((part) => holds(part, facts));
  };

  const make = (tag, text, className) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const fill = (id, parts) => at(id).replaceChildren(...parts);
  const here = () => trail[trail.length - 1];

  const factWords = (facts) =>
    journey.facts.map((fact, number) => `${fact.name} is ${fact.values[facts[number]]}`).join(", ");

  const keep = (method) => {
    const address = `#${encodeURIComponent(states[here().state].name)}`;
    try {
      history[method]({ version, trail }, "", address);
    } catch {
      // A browser may refuse after many moves in a row; then only its own Back knows less.
    }
  };

  const go = (points) => {
    trail = points;
    keep("pushState");
    show(true);
  };

  const take = (move) => {
    const facts = [...here().facts];
    for (const [fact, value] of move.sets) facts[fact] = value;
    go([...trail, { state: move.to, facts, did: move.do }]);
  };

  const startOf = (state) => {
    const facts = trail.length ? here().facts : journey.facts.map(() => 0);
    return [{ state, facts: [...facts], did: null }];
  };

  const moveButton = (move) => {
    const item = make("li");
    const button = make("button", move.do, "move");
    button.type = "button";
    button.addEventListener("click", () => take(move));
    item.append(button);
    const after = [`to ${states[move.to].name}`];
    for (const [fact, value] of move.sets) {
      after.push(`${journey.facts[fact].name} becomes ${journey.facts[fact].values[value]}`);
    }
    item.append(make("span", after.join("; "), "after"));
    return item;
  };

  const blockedItem = (move) => {
    const item = make("li");
    item.append(make("span", move.do, "blocked"), make("span", `only when ${move.words}`, "after"));
    return item;
  };

  const showScreen = () => {
    const { state: number, facts } = here();
    const state = states[number];
    const before = trail.length > 1 ? states[trail[trail.length - 2].state] : null;
    const handed = before && before.role && state.role && before.role !== state.role;
    at("screen").className = `card screen ${state.kind || "usual"}`;
    at("name").textContent = state.name;
    at("kind").textContent = { error: "Something went wrong", end: "The journey ends here" }[state.kind] || "";
    at("role").textContent = state.role ? `${state.role} acts` : "Nobody is named who acts";
    at("meaning").textContent = state.meaning || "";
    at("handoff").hidden = !handed;
    at("handoff").textContent = handed ? `${before.role} hands over to ${state.role}` : "";
    at("shows").textContent = state.shows || "Nothing is said of what they see.";
    const possible = state.moves.filter((move) => holds(move.when, facts));
    const blocked = state.moves.filter((move) => !possible.includes(move));
    fill("moves", possible.map(moveButton));
    const none = state.kind === "end" ? "" : "Nothing is possible here with these facts: a dead end.";
    at("none").textContent = possible.length ? "" : none;
    at("blocked-part").hidden = !blocked.length;
    fill("blocked", blocked.map(blockedItem));
    fill("comments", state.comments.map((comment) => {
      const item = make("li");
      item.append(make("p", comment.text), make("p", comment.about, "after"));
      return item;
    }));
    at("no-comment").hidden = state.comments.length > 0;
    at("add").textContent = state.add;
    for (const box of document.querySelectorAll("[data-state]")) {
      const own = Number(box.dataset.state);
      box.classList.toggle("here", own === number);
      box.classList.toggle("gone", own !== number && trail.some((point) => point.state === own));
    }
  };

  const showTrail = () => {
    fill("trail", trail.map((point, place) => {
      const item = make("li");
      const words = `${point.did ? `${point.did} → ` : ""}${states[point.state].name}`;
      if (place === trail.length - 1) {
        item.append(make("strong", words));
        item.setAttribute("aria-current", "step");
      } else {
        const button = make("button", words, "step");
        button.type = "button";
        button.addEventListener("click", () => go(trail.slice(0, place + 1)));
        item.append(button);
      }
      return item;
    }));
    at("back").disabled = trail.length < 2;
  };

  const showFacts = () => {
    for (const input of inputs) {
      const value = here().facts[Number(input.dataset.fact)];
      if (input.type === "radio") input.checked = Number(input.value) === value;
      else input.value = value;
    }
  };

  const showPlace = () => {
    const box = document.querySelector(".box.here rect");
    if (!box) return;
    const picture = box.closest(".picture");
    const middle = box.x.baseVal.value + box.width.baseVal.value / 2;
    picture.scrollLeft = middle - picture.clientWidth / 2;
  };

  const show = (moved) => {
    showScreen();
    showTrail();
    showFacts();
    showPlace();
    if (!moved) return;
    const state = states[here().state];
    at("said").textContent = `Now in ${state.name}. ${factWords(here().facts)}`;
    at("name").focus();
  };

  const named = () => {
    let name = "";
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      return -1;
    }
    return states.findIndex((state) => state.name === name);
  };

  const recall = () => {
    if (history.state?.version === version) trail = history.state.trail;
    else if (named() >= 0) trail = startOf(named());
    else if (!trail.length) trail = startOf(journey.start);
    keep("replaceState");
  };

  for (const input of inputs) {
    input.addEventListener("change", () => {
      here().facts[Number(input.dataset.fact)] = Number(input.value);
      keep("replaceState");
      show(false);
      at("said").textContent = factWords(here().facts);
    });
  }
  at("back").addEventListener("click", () => go(trail.slice(0, -1)));
  at("again").addEventListener("click", () => go(startOf(journey.start)));
  window.addEventListener("popstate", () => {
    recall();
    show(true);
  });
  recall();
  show(false);
  document.documentElement.classList.add("running");
})();
