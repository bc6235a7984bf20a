
// A column sorts the table when its title is pressed: figures the greatest first, words from the letter A, and the other way the next time.
const table = role("fleet");
const heads = [...table.tHead.rows[0].cells];
const value = (row, at) => row.cells[at].dataset.value;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function sort(head, at) {
  const sorted = [...table.tBodies[0].rows];
  const figures = sorted.every((row) => value(row, at) !== "" && !Number.isNaN(Number(value(row, at)))) && at !== 1;
  const falling = head.ariaSort ? head.ariaSort === "ascending" : figures;
  const compare = (one, other) => collator.compare(value(one, at), value(other, at));
  const number = (one, other) => Number(value(one, at)) - Number(value(other, at));
  sorted.sort((one, other) => (at === 1 || figures ? number : compare)(one, other) * (falling ? -1 : 1));
  table.tBodies[0].append(...sorted);
  for (const each of heads) each.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
}

heads.forEach((head, at) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(head, at));
  head.append(button);
});
