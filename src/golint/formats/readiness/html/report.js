// The page is whole without this: it adds a filter, a search and two switches, and opens what is folded before it is printed.
const role = (name) => document.querySelector(`[data-role=${name}]`);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const folded = (text) => text.normalize("NFKD").toLowerCase();

const form = role("filters");
const rows = all("[data-item=row]").map((row) => ({ row, cards: [], text: folded(row.textContent) }));
const byAnchor = new Map(rows.map((entry) => [`#${entry.row.id}`, entry]));
for (const card of all("[data-item=card]")) {
  const entry = byAnchor.get(card.querySelector("a.id").getAttribute("href"));
  entry.cards.push(card);
  entry.text += ` ${folded(card.textContent)}`;
}

function filter() {
  const words = folded(form.querySelector("#words").value).split(/\s+/).filter(Boolean);
  const provider = form.querySelector("#provider")?.value ?? "";
  const launch = form.querySelector("#launch")?.checked;
  const states = new Set(all("[name=state]:checked", form).map((box) => box.value));
  let shown = 0;
  for (const { row, cards, text } of rows) {
    const wanted = row.dataset;
    const fits = (!provider || wanted.provider.split(" ").includes(provider)) && (!launch || wanted.launch === "yes")
      && (!states.size || states.has(wanted.state)) && words.every((word) => text.includes(word));
    for (const one of [row, ...cards]) one.classList.toggle("out", !fits);
    if (fits) shown += 1;
    if (fits && words.length) reveal(row, words);
  }
  for (const name of ["group", "provider"]) {
    for (const one of all(`[data-role=${name}]`)) one.classList.toggle("out", !one.querySelector("[data-item]:not(.out)") && shown < rows.length);
  }
  const number = (value) => value.toLocaleString("en");
  role("shown").textContent = shown ? `${number(shown)} of ${number(rows.length)} ${form.dataset.noun} shown` : `None of the ${form.dataset.noun} fits: show everything, or look for less.`;
}

// A place that was searched for must not stay folded.
function reveal(row, words) {
  for (const details of all("details:not([open])", row)) {
    const text = folded(details.textContent);
    if (words.some((word) => text.includes(word))) details.open = true;
  }
}

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(filter, 80);
});
form.addEventListener("reset", () => setTimeout(filter));
form.addEventListener("submit", (event) => event.preventDefault());

function toggle(button, act) {
  button.addEventListener("click", () => {
    const pressed = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(pressed));
    act(pressed);
  });
}

const dark = role("dark");
dark.setAttribute("aria-pressed", String(matchMedia("(prefers-color-scheme: dark)").matches));
toggle(dark, (pressed) => { document.documentElement.dataset.theme = pressed ? "dark" : "light"; });
toggle(role("open"), (pressed) => { for (const one of all("main details")) one.open = pressed; });

let opened = [];
addEventListener("beforeprint", () => {
  opened = all("main details:not([open])");
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => { for (const one of opened) one.open = false; });

role("find").open = matchMedia("(min-width: 72rem)").matches;
role("find").hidden = false;
role("tools").hidden = false;
