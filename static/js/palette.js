// The search palette: loaded when somebody first opens it. Focus stays in the field; arrows choose in the list below.
const PATIENCE = 200; // milliseconds before the page says that it is searching
const PAUSE = 140; // milliseconds without a key before it asks

let palette, field, hits, status, everything, asking, waiting, slow, stale, address;

/** Open the palette of the search page at `link`; fails if it cannot be loaded, so that the page opens instead. */
export async function open(link) {
  if (!palette?.isConnected) await load(link);
  if (!palette.open) palette.showModal();
  field.select();
}

async function load(link) {
  address = new URL("palette/", link);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("no palette");
  document.body.insertAdjacentHTML("beforeend", await answer.text());
  palette = document.getElementById("palette");
  field = palette.querySelector("input");
  hits = palette.querySelector("[data-hits]");
  status = palette.querySelector("[role=status]");
  everything = palette.querySelector("span[data-everything]");
  addEventListener("online", () => palette.open && status.classList.contains("is-shown") && ask());
  field.addEventListener("input", () => {
    stale = true;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", steer);
  palette.addEventListener("click", (event) => event.target === palette && palette.close());
  palette.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    all();
  });
  number();
}

/** Say how the search stands; what is worth seeing is also shown. */
function tell(text, isShown = false) {
  status.textContent = text;
  status.classList.toggle("is-shown", isShown);
}

/** Ask for the first results; an older question is dropped, what was found before stays until the answer is there. */
async function ask() {
  asking?.abort();
  const question = (asking = new AbortController());
  clearTimeout(slow);
  if (!navigator.onLine) return tell(status.dataset.offline, true);
  slow = setTimeout(() => {
    hits.setAttribute("aria-busy", "true");
    tell(`${status.dataset.searching}…`, true);
  }, PATIENCE);
  const words = new URL(address);
  words.searchParams.set("q", field.value);
  try {
    const answer = await fetch(words, { signal: question.signal });
    if (!answer.ok && answer.status !== 422) throw new Error("no answer");
    const found = await answer.text();
    if (question.signal.aborted) return;
    show(found);
    stale = false;
    if ("nearly" in list().dataset) {
      words.searchParams.set("near", "");
      const nearly = await fetch(words, { signal: question.signal });
      if (nearly.ok) show(await nearly.text());
    }
    tell(list().dataset.said);
  } catch (error) {
    if (error.name === "AbortError") return;
    tell(navigator.onLine ? status.dataset.failed : status.dataset.offline, true);
  }
  clearTimeout(slow);
  hits.removeAttribute("aria-busy");
}

function show(found) {
  hits.innerHTML = found;
  hits.scrollTop = 0;
  number();
}

const list = () => palette.querySelector("[role=listbox]");
const options = () => [...list().querySelectorAll("[role=option]")];
const chosen = () => list().querySelector("[aria-selected=true]");

/** Name the options for the field; the first one is chosen once something was typed. */
function number() {
  options().forEach((option, index) => (option.id = `hit-${index}`));
  field.setAttribute("aria-expanded", options().length > 0);
  everything.textContent = list().dataset.everything;
  choose(field.value.trim() ? options()[0] : null);
}

function choose(option) {
  chosen()?.setAttribute("aria-selected", "false");
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

function all() {
  const page = new URL("../", address);
  if (field.value.trim()) page.searchParams.set("q", field.value);
  location.assign(page);
}

function steer(event) {
  if (event.isComposing) return;
  const each = options();
  const here = each.indexOf(chosen());
  const step = { ArrowDown: here + 1, ArrowUp: here < 0 ? each.length - 1 : here - 1 }[event.key];
  if (step !== undefined && each.length) {
    event.preventDefault();
    stale = false;
    choose(each[(step + each.length) % each.length]);
  } else if (event.key === "Enter") {
    event.preventDefault();
    // What was found for other letters is not opened unless somebody chose it.
    if (event.ctrlKey || event.metaKey || here < 0 || stale) all();
    else each[here].click();
  }
}
