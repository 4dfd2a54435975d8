// Focus after a swap that took away what had it: the same control as it stands there now, else the first one in its place.
const actionOf = (form) => form.getAttribute("action");

/** The button that was pressed, as the server drew it anew. */
function twin({ sourceElement: form, sourceEvent }) {
  if (!form?.matches?.("form")) return null;
  const value = sourceEvent?.submitter?.value ?? "";
  const forms = [...document.forms].filter((one) => actionOf(one) === actionOf(form) && one.checkVisibility());
  const buttons = forms.flatMap((one) => [...one.elements]).filter((one) => one.type === "submit");
  return buttons.find((one) => one.value === value);
}

/** Put the focus where the reader was, unless somebody moved it meanwhile. `focusOn` comes from core.js, which fetches this. */
export function land(ctx, focusOn) {
  if (document.activeElement !== document.body) return;
  const place = ctx.target.isConnected ? ctx.target : ctx.target.id && document.getElementById(ctx.target.id);
  const first = place && place.querySelector("h1, h2, h3, a, button");
  focusOn(twin(ctx) ?? first?.querySelector("a") ?? first ?? place);
}
