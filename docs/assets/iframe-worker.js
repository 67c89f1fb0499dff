// Search runs in a worker, which browsers refuse to pages opened as files: there a hidden frame does its work.
// Messages are copied and come later, as between workers.
if (location.protocol === "file:") {
  const deliver = (target, data) => {
    const event = new MessageEvent("message", { data: structuredClone(data) });
    setTimeout(() => target.dispatchEvent(event));
  };

  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.documentElement.appendChild(this.frame);
      const inside = this.frame.contentWindow;
      inside.postMessage = (data) => deliver(this, data);
      const script = inside.document.createElement("script");
      script.src = new URL(url, location.href).href;
      this.ready = new Promise((resolve) => (script.onload = () => resolve(inside)));
      inside.document.head.appendChild(script);
      this.addEventListener("message", (event) => this.onmessage?.(event));
    }

    postMessage(data) {
      this.ready.then((inside) => deliver(inside, data));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
