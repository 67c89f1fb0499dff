// Says to the app where the browser is, at the start and at each change: the element is a hidden text field of marimo's.
(() => {
  let field = null, sent = null;
  const send = () => {
    const found = document.querySelector("#gongkai-address marimo-ui-element")?.firstElementChild;
    if (!found || (found === field && sent === location.hash)) return;
    [field, sent] = [found, location.hash];
    const detail = { value: location.hash || "#/", element: found };
    found.dispatchEvent(new CustomEvent("marimo-value-input", { bubbles: true, composed: true, detail }));
  };
  addEventListener("hashchange", send);
  new MutationObserver(send).observe(document, { childList: true, subtree: true });
})();
