// The desk: asks for the state whenever its version changes, and hands it to its parts.
import { $, element, ask, send, announce } from "./dom.js";
import { words } from "./words.js";
import { showPages, whenLineIsClicked, sizeAll, goTo, goToNamed, placeSeen, step, find } from "./pages.js";
import { showProblems } from "./problems.js";
import { close, editorIsKnown, showLine, showSource } from "./forms.js";

let version = 0, stream = null, failures = 0;

for (const one of document.querySelectorAll("[data-word]")) one.textContent = words[one.dataset.word];
for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", words[one.dataset.label]);
choices("view", words.views, "spreads");
choices("zoom", words.zooms, "fit");
choices("pdf", words.editions, "");

function choices(id, named, chosen) {
  const options = Array.isArray(named) ? named.map(name => [name, name]) : Object.entries(named);
  $(id).replaceChildren(...options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
}

async function renew() {
  const state = await ask("state");
  if (state.version === version) return;
  version = state.version;
  document.title = $("title").textContent = state.title || state.folder;
  choices("format", state.formats, state.page);
  choices("theme", state.themes, state.theme);
  editorIsKnown(state.editor);
  $("pages").dataset.from = state.fromRight ? "right" : "left"; // a booklet bound at the right
  showPages(state.pages);
  showProblems(state, showSource);
  const folder = /^[\w./-]+$/.test(state.folder) ? state.folder : `'${state.folder.replaceAll("'", "'\\''")}'`;
  const lines = ["build", "check", "approve", "freeze", "import --help #"].map(name => `posterbook ${name} ${folder}`);
  $("commands").querySelectorAll("p").forEach(old => old.remove());
  $("commands").append(...lines.map(line => element("p", { class: "row" }, element("code", {}, line), " ",
    element("button", { type: "button", "aria-label": `${words.copy}: ${line}`, onclick: () => navigator.clipboard.writeText(line) }, words.copy))));
}

// A tab that nobody sees holds no connection: browsers allow six to one server, and there may be many tabs.
function listen() {
  stream?.close();
  stream = null;
  if (document.hidden) return;
  stream = new EventSource(`events?version=${version}`);
  stream.onmessage = () => { failures = 0; renew().catch(tell); };
  stream.onopen = () => { failures = 0; renew().catch(tell); };
  stream.onerror = () => {
    if (++failures > 3) announce(words.gone);
    stream.close();
    setTimeout(listen, 1000);
  };
}
const tell = failure => announce(failure.message);
document.addEventListener("visibilitychange", listen);

for (const id of ["format", "theme"]) {
  $(id).addEventListener("change", () => send("choose", { page: $("format").value, theme: $("theme").value }).catch(tell));
}
for (const id of ["view", "zoom"]) $(id).addEventListener("change", sizeAll);
let last = innerWidth;
addEventListener("resize", () => { if (innerWidth !== last) { last = innerWidth; sizeAll(); } });
$("pdf").addEventListener("change", async () => {
  const edition = $("pdf").value;
  $("pdf").value = "";
  const answer = await fetch(`pdf?${new URLSearchParams({ edition })}`);
  if (!answer.ok) return announce(await answer.text());
  const name = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
  const address = URL.createObjectURL(await answer.blob());
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
});
$("find").addEventListener("keydown", event => { if (event.key === "Enter") find($("find").value).catch(tell); });
$("goTo").addEventListener("keydown", event => { if (event.key === "Enter") goToNamed($("goTo").value.trim()); });
whenLineIsClicked(showLine);

const keys = {
  j: () => step(1), k: () => step(-1),
  "/": () => $("find").focus(), g: () => { $("goTo").value = ""; $("goTo").focus(); },
};
addEventListener("keydown", event => {
  if (event.key === "Escape") { close(); return goTo(placeSeen()); }
  const writes = event.target.matches("input, textarea, select");
  if (writes || event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

renew().catch(tell).then(listen);
