// Where a line was written, and the form for its file: what is saved goes into the file, comments and order kept.
import { $, element, ask, send, announce } from "./dom.js";
import { words, say } from "./words.js";

let hasEditor = false;
export function editorIsKnown(known) { hasEditor = known; }
const button = (text, onclick) => element("button", { type: "button", onclick }, text);

export async function showLine(key, line) {
  try { showSource(await ask("source", { key, line })); } catch (failure) { announce(failure.message); }
}

export function showSource(place) {
  const text = place.line ? `${place.file}:${place.line}:${place.column}` : place.file;
  const copy = button(words.copy, async () => {
    await navigator.clipboard.writeText(text);
    announce(words.copied);
  });
  const row = element("p", { class: "row" }, copy);
  if (hasEditor) row.append(button(words.open, () => send("open", place).catch(fail)));
  row.append(button(words.edit, () => showForm(place).catch(fail)), button(words.close, close));
  const head = element("h2", { tabindex: "-1" }, `${words.sourceAt} `, element("code", { id: "place" }, text));
  $("form").replaceChildren(head, row);
  $("form").hidden = false;
  head.focus();
}

export function close() {
  $("form").hidden = true;
  $("form").replaceChildren();
}

async function showForm(place) {
  const form = await ask("form", { file: place.file, line: place.line });
  const fields = form.fields ?? [{ value: form.text, path: null, line: 1, help: "" }];
  const made = fields.map((field, index) => fieldFor(form, field, index));
  $("form").querySelectorAll(".field, .again").forEach(old => old.remove());
  $("form").append(...made.map(one => one.whole),
    element("p", { class: "again" }, button(words.reload, () => showForm(place).catch(fail))));
  let at = 0;
  fields.forEach((field, index) => { if (field.line <= place.line) at = index; });
  made[at]?.box.focus();
}

function fieldFor(form, field, index) {
  const name = field.path ? field.path.map(step => typeof step === "number" ? step + 1 : step).join(" › ") : words.text;
  const id = `field${index}`, long = !field.path || field.value.length > 60 || field.value.includes("\n");
  const described = field.help ? { "aria-describedby": `${id}help` } : {};
  const box = element(long ? "textarea" : "input", { id, ...described, spellcheck: "true" });
  box.value = field.value;
  if (long) box.rows = field.path ? Math.min(16, 2 + field.value.length / 40) : 24;
  const state = element("span", { class: "state" });
  const save = button(words.save, async () => {
    try {
      const sent = { file: form.file, digest: form.digest, value: box.value };
      const saved = await send("edit", field.path ? { ...sent, path: field.path } : sent);
      form.digest = saved.digest;
      field.value = box.value;
      state.textContent = words.saved;
    } catch (failure) {
      state.textContent = failure.message;
    }
    announce(state.textContent);
  });
  box.addEventListener("input", () => { state.textContent = box.value === field.value ? "" : words.unsaved; });
  const help = field.help ? [element("small", { id: `${id}help` }, field.help)] : [];
  const label = element("label", { for: id }, name);
  return { box, whole: element("div", { class: "field" }, label, ...help, box, save, " ", state) };
}

function fail(failure) { announce(failure.message); }
