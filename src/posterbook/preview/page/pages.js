// The pages as pictures of the real PDF, drawn when they come near, with their lines over them to be clicked.
import { $, element, ask, announce } from "./dom.js";
import { words, say } from "./words.js";

const shown = new Map(); // by place in the book: {key, sheet, near}
let current = 0, onLine = () => {};
const reduced = matchMedia("(prefers-reduced-motion: reduce)");

const near = new IntersectionObserver(entries => {
  for (const entry of entries) {
    const page = shown.get(Number(entry.target.dataset.place));
    if (!page) continue;
    page.near = entry.isIntersecting;
    if (page.near) draw(page);
  }
}, { root: null, rootMargin: "600px" });

export function whenLineIsClicked(act) { onLine = act; }

export function showPages(pages) {
  const first = shown.size === 0;
  const changed = [];
  pages.forEach((page, place) => {
    let old = shown.get(place);
    if (!old) {
      old = { sheet: sheetFor(place), near: false };
      shown.set(place, old);
      $("pages").append(old.sheet);
      near.observe(old.sheet);
    }
    const is_new = old.key !== page.key;
    Object.assign(old, { key: page.key, page });
    old.sheet.dataset.side = place % 2 ? "left" : "right";
    old.sheet.dataset.kind = page.kind;
    size(old);
    if (!is_new) return;
    old.sheet.querySelector("figcaption").textContent = say(words.pageNamed, page.name);
    old.linesOf = "";
    if (!first) { changed.push(place); flash(old.sheet); }
    if (old.near) draw(old);
  });
  for (const place of [...shown.keys()].filter(place => place >= pages.length)) {
    near.unobserve(shown.get(place).sheet);
    shown.get(place).sheet.remove();
    shown.delete(place);
  }
  return changed;
}

function sheetFor(place) {
  const picture = element("img", { alt: "", draggable: "false" });
  const paper = element("div", { class: "paper" }, picture, element("div", { class: "lines" }));
  return element("figure", { "data-place": place, tabindex: "-1" }, paper, element("figcaption"));
}

function scale() {
  const view = $("view").value, zoom = $("zoom").value;
  const first = shown.get(0)?.page;
  if (!first) return 1;
  const room = Math.max(200, $("pages").clientWidth - 64);
  const beside = view === "spreads" && room > 700 ? 2 : 1; // in a narrow window a page below the other
  $("pages").dataset.beside = beside;
  if (view === "phone") return Math.min(390, room) / first.width;
  if (zoom !== "fit") return Number(zoom) * 96 / 72;
  return Math.min(room / beside / first.width, 2);
}

function size(one) {
  const by = scale();
  one.sheet.querySelector(".paper").style.width = `${one.page.width * by}px`;
  one.sheet.querySelector(".paper").style.aspectRatio = `${one.page.width} / ${one.page.height}`;
}

export function sizeAll() {
  const place = current;
  for (const one of shown.values()) size(one);
  goTo(place, false);
  for (const one of shown.values()) if (one.near) draw(one);
}

async function draw(one) {
  const density = Math.ceil(scale() * devicePixelRatio * 4) / 4;
  const address = `picture?${new URLSearchParams({ key: one.key, scale: density })}`;
  const picture = one.sheet.querySelector("img");
  if (one.address !== address) {
    one.address = address;
    const next = new Image(); // the old picture stands until the new one is there: nothing goes white
    next.src = address;
    try { await next.decode(); } catch { if (one.address === address) one.address = ""; return; }
    if (one.address !== address) return;
    picture.src = address;
  }
  if (one.linesOf !== one.key) await drawLines(one);
}

async function drawLines(one) {
  const key = one.linesOf = one.key;
  let lines;
  try { ({ lines } = await ask("lines", { key })); } catch { one.linesOf = ""; return; }
  if (one.key !== key) return;
  const { width, height } = one.page;
  const made = lines.map(({ text, box: [x, y, w, h], turn }, line) => {
    const span = element("span", { "data-line": line }, text);
    if (turn) span.classList.add("turned");
    Object.assign(span.style, {
      left: `${100 * x / width}%`, top: `${100 * y / height}%`,
      width: `${100 * w / width}%`, height: `${100 * h / height}%`, fontSize: `${100 * h / 1.25 / width}cqw`,
    });
    span.addEventListener("click", () => getSelection().isCollapsed && onLine(one.key, line));
    return span;
  });
  const button = element("button", { type: "button", class: "where", onclick: () => onLine(one.key, 0) },
    say(words.openPage, one.page.name));
  one.sheet.querySelector(".lines").replaceChildren(...made, button);
}

function flash(sheet) {
  sheet.classList.remove("changed");
  void sheet.offsetWidth; // so that a second change flashes again
  sheet.classList.add("changed");
  setTimeout(() => sheet.classList.remove("changed"), reduced.matches ? 4000 : 1600);
}

export function goTo(place, focus = true) {
  const one = shown.get(Math.max(0, Math.min(place, shown.size - 1)));
  if (!one) return;
  current = Number(one.sheet.dataset.place);
  one.sheet.scrollIntoView({ block: "start" });
  if (focus) one.sheet.focus({ preventScroll: true });
}

export function goToKey(key) {
  for (const [place, one] of shown) if (one.key === key) goTo(place);
}

export function step(by) {
  goTo(placeSeen() + by);
}

export function placeSeen() {
  const top = $("pages").getBoundingClientRect().top;
  const last = shown.get(current)?.sheet.getBoundingClientRect();
  if (last && last.bottom > top + 40 && last.top < innerHeight - 40) return current;
  for (const [place, one] of shown) if (one.sheet.getBoundingClientRect().bottom > top + 40) return place;
  return 0;
}

export function goToNamed(name) {
  for (const [place, one] of shown) if (one.page.name === name || one.page.number === name) return goTo(place);
  announce(say(words.noPage, name));
}

export async function find(text) {
  const wanted = text.trim().toLocaleLowerCase();
  if (!wanted) return;
  const count = shown.size, from = placeSeen();
  for (let step = 1; step <= count; step++) {
    const place = (from + step) % count, one = shown.get(place);
    const { lines } = await ask("lines", { key: one.key });
    if (lines.map(line => line.text).join(" ").toLocaleLowerCase().includes(wanted)) return goTo(place);
  }
  announce(say(words.notFound, text));
}
