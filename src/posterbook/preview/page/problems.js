// What is wrong, grouped by weight, each with its way out.
import { $, element, announce } from "./dom.js";
import { words, say } from "./words.js";
import { goToKey } from "./pages.js";

export function showProblems({ problems, stale, pages }, showSource) {
  const count = problems.length;
  announce(count === 0 ? words.noProblem : count === 1 ? words.oneProblem : say(words.manyProblems, count));
  const groups = Object.entries(words.severities).map(([severity, heading]) => {
    const found = problems.filter(problem => problem.severity === severity);
    if (!found.length) return "";
    return element("section", { class: severity }, element("h2", {}, `${heading} (${found.length})`),
      ...alike(found).map(([first, ...more]) => element("div", { class: "alike" },
        element("ul", {}, ...[first, ...more].map(problem => line(problem, showSource))), ...remedy(first))));
  });
  $("problems").replaceChildren(...groups);
  document.getElementById("over")?.remove();
  $("pages").classList.toggle("stale", stale && pages.length > 0);
  if (!stale) return;
  const first = problems.filter(problem => problem.severity === "error").slice(0, 3);
  $("pages").prepend(element("div", { id: "over", role: "alert" },
    element("strong", {}, pages.length ? words.stale : words.nothingYet),
    ...first.flatMap(problem => [element("ul", {}, line(problem, showSource)), ...remedy(problem)])));
}

// What has one code and one way out stands together, and the way out once, below.
function alike(problems) {
  const groups = new Map();
  for (const problem of problems) {
    const name = `${problem.code} ${problem.hint}`;
    groups.set(name, [...groups.get(name) ?? [], problem]);
  }
  return [...groups.values()];
}

const remedy = ({ hint }) => hint ? [element("p", { class: "hint" }, say(words.wayOut, hint))] : [];

function line(problem, showSource) {
  const { file, line, column, message, key, code } = problem;
  const place = file && (line ? `${file}:${line}:${column}` : file);
  const item = element("li", {}, element("p", {}, message, " ", element("code", {}, code)));
  const row = element("p", { class: "row" });
  if (place) row.append(element("button", { type: "button", onclick: () => showSource(problem) }, place));
  if (key) row.append(element("button", { type: "button", onclick: () => goToKey(key) }, words.toPage));
  if (row.childNodes.length) item.append(row);
  return item;
}
