"use strict";
// Searches the records that the page holds as data. Text is only ever set as text.
(() => {
  const most = 50;
  const records = JSON.parse(document.getElementById("records").textContent).map(
    ([id, kind, title, words, text]) => ({
      id, title, words,
      name: `${id} ${title}`.toLowerCase(),
      all: `${id} ${title} ${kind} ${words} ${text}`.toLowerCase(),
    }),
  );
  const input = document.getElementById("words");
  const found = document.getElementById("found");
  const results = document.getElementById("results");

  const result = (record) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `records/${encodeURIComponent(record.id)}.html`;
    link.textContent = record.title;
    const about = document.createElement("p");
    about.textContent = `${record.id}: ${record.words}`;
    item.append(link, about);
    return item;
  };

  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (text) => words.every((word) => text.includes(word));
    const matching = words.length ? records.filter((record) => has(record.all)) : [];
    // What has the words in its name comes first; otherwise the order of the plan stays.
    const ordered = [
      ...matching.filter((record) => has(record.name)),
      ...matching.filter((record) => !has(record.name)),
    ];
    results.replaceChildren(...ordered.slice(0, most).map(result));
    const more = ordered.length > most ? `, the first ${most} are shown` : "";
    const count = ordered.length === 1 ? "1 record" : `${ordered.length} records`;
    found.textContent = words.length ? `${count} found${more}.` : "";
  };

  const read = () => {
    try {
      input.value = decodeURIComponent(location.hash.replace(/^#q=|^#.*/, ""));
    } catch {
      input.value = "";
    }
    search();
  };

  input.addEventListener("input", () => {
    search();
    history.replaceState(null, "", input.value ? `#q=${encodeURIComponent(input.value)}` : "#");
  });
  window.addEventListener("hashchange", read);
  read();
})();
