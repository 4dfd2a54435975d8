// The composer at the bottom of the window: its upper edge is dragged, or moved with the arrows; the device remembers.
const LEAST = 20, MOST = 45, STEP = 3; // Hundredths of the window's height.

export function docking({ form }) {
  const grip = document.getElementById("composer-grip");
  const root = document.documentElement;

  function set(share) {
    const height = Math.round(Math.max(LEAST, Math.min(MOST, share)));
    form.style.setProperty("--dock", `${height}dvh`);
    grip.setAttribute("aria-valuenow", height);
    try {
      localStorage.setItem("composer-height", height);
    } catch {} // A forbidden store: the height holds for this page.
  }
  const now = () => Number(grip.getAttribute("aria-valuenow"));

  grip.addEventListener("keydown", (event) => {
    const share = { ArrowUp: now() + STEP, ArrowDown: now() - STEP, Home: LEAST, End: MOST }[event.key];
    if (share === undefined) return;
    event.preventDefault();
    set(share);
  });
  grip.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    grip.focus();
    grip.setPointerCapture(event.pointerId);
  });
  grip.addEventListener("pointermove", (event) => {
    if (!grip.hasPointerCapture(event.pointerId)) return;
    set(((form.getBoundingClientRect().bottom - event.clientY) / innerHeight) * 100);
  });

  // Whatever is scrolled to, and what floats, keeps clear of it.
  new ResizeObserver(() => root.style.setProperty("--docked", `${form.offsetHeight + 10}px`)).observe(form);
  set(Number(localStorage.getItem("composer-height")) || now());
}
