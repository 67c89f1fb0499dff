// What a page does without being loaded anew: filters go into the address as they change, links to the page itself keep
// the place where one reads, and a newer version of the warehouse shows itself. Without it there are buttons.
(() => {
  // Addresses of before: #/league?year=2022.
  if (location.hash.startsWith("#/")) location.replace(location.hash.slice(2) || "overview");

  const named = (form) => {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) asked.append(name, value);
    const query = asked.toString();
    return new URL(form.getAttribute("action") + (query ? `?${query}` : ""), location.href);
  };

  let latest = 0;
  const draw = async (url, isNew) => {
    const mine = ++latest;
    document.body.classList.add("waiting");
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== latest) return;
      if (!drawn.querySelector("main")) { location.assign(url); return; }
      if (isNew) history.pushState(null, "", answer.url + url.hash);
      document.title = drawn.title;
      document.documentElement.lang = drawn.documentElement.lang;
      document.body.replaceWith(drawn.body);
      shown = location.href;
    } catch { location.assign(url); }
  };
  let shown = location.href;

  addEventListener("change", (event) => {
    const form = event.target.closest?.("form.filters");
    if (form) draw(named(form), true);
  });
  addEventListener("submit", (event) => {
    if (event.target.method !== "get") return;
    event.preventDefault();
    const url = named(event.target);
    if (url.pathname === location.pathname) draw(url, true);
    else location.assign(url);
  });
  addEventListener("click", (event) => {
    const found = event.target.closest?.("a[href]");
    if (!found || found.target || found.hasAttribute("download") || event.defaultPrevented) return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(found.href);
    if (url.pathname !== location.pathname || url.hash) return;
    event.preventDefault();
    draw(url, true);
  });
  addEventListener("popstate", () => { if (location.href !== shown) draw(new URL(location.href), false); });

  // A link to a figure leads to the figure, above what it stands on.
  addEventListener("load", () => document.querySelector("a.state.chosen")?.scrollIntoView({ block: "start" }));

  // A newer version is drawn at once, unless somebody is writing: then it is offered.
  const look = async () => {
    const answer = await fetch("version", { cache: "no-store" }).catch(() => null);
    const version = answer?.ok && (await answer.text());
    if (!version || version === document.body.dataset.version) return;
    const field = document.activeElement;
    if (!field?.matches("input, textarea, select")) return draw(new URL(location.href), false);
    if (document.querySelector(".newer")) return;
    const offer = document.createElement("a");
    offer.className = "newer";
    offer.href = location.href;
    offer.textContent = document.body.dataset.new;
    document.body.prepend(offer);
  };
  setInterval(() => { if (!document.hidden) look(); }, 5000);
})();
