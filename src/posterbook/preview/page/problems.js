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
      element("ul", {}, ...found.map(problem => line(problem, showSource))));
  });
  $("problems").replaceChildren(...groups);
  document.getElementById("over")?.remove();
  $("pages").classList.toggle("stale", stale && pages.length > 0);
  if (!stale) return;
  const first = problems.filter(problem => problem.severity === "error").slice(0, 3);
  $("pages").prepend(element("div", { id: "over", role: "alert" },
    element("strong", {}, pages.length ? words.stale : words.nothingYet),
    element("ul", {}, ...first.map(problem => line(problem, showSource)))));
}

function line(problem, showSource) {
  const { file, line, column, message, hint, key, code } = problem;
  const place = file && (line ? `${file}:${line}:${column}` : file);
  const item = element("li", {}, element("p", {}, message, " ", element("code", {}, code)));
  if (hint) item.append(element("p", { class: "hint" }, say(words.wayOut, hint)));
  const row = element("p", { class: "row" });
  if (place) row.append(element("button", { type: "button", onclick: () => showSource(problem) }, place));
  if (key) row.append(element("button", { type: "button", onclick: () => goToKey(key) }, words.toPage));
  if (row.childNodes.length) item.append(row);
  return item;
}
