// Tells the app where the browser is, at the start and at each change: the element is a hidden text field of marimo's.
(() => {
  let field = null, told = null;
  const tell = () => {
    const found = document.querySelector("#gongkai-address marimo-ui-element")?.firstElementChild;
    if (!found || (found === field && told === location.hash)) return;
    [field, told] = [found, location.hash];
    const detail = { value: location.hash || "#/", element: found };
    found.dispatchEvent(new CustomEvent("marimo-value-input", { bubbles: true, composed: true, detail }));
  };
  addEventListener("hashchange", tell);
  new MutationObserver(tell).observe(document, { childList: true, subtree: true });
})();
