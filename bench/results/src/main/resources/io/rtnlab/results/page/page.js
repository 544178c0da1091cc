// SPDX-License-Identifier: Apache-2.0
// What a page can do besides being read: zoom into a long wait and into a flame graph, by mouse and by keyboard. All
// drawings are whole without it; on paper too.
"use strict";
(() => {
const shown = ns => {
  const size = Math.abs(ns);
  const [unit, word] = size >= 1e9 ? [1e9, "s"] : size >= 1e6 ? [1e6, "ms"] : size >= 1e3 ? [1e3, "µs"] : [1, "ns"];
  return Number((ns / unit).toPrecision(6)) + " " + word;
};

/* A window around a wait: everything of class t lies in time, between data-left and data-right. */
function lanes(svg) {
  const left = +svg.dataset.left, right = +svg.dataset.right, wide = right - left;
  const from = +svg.dataset.from, until = +svg.dataset.until;
  const parts = [...svg.querySelectorAll(".t")].map(e => ({
    e, kind: e.tagName,
    x: e.tagName === "rect" ? +e.getAttribute("x") : +(e.dataset.x || e.getAttribute("x1")),
    w: +(e.getAttribute("width") || 0),
    thin: e.classList.contains("thin")
  }));
  const ticks = [...svg.querySelectorAll("text.tick")].map(e => ({ e, whole: e.textContent }));
  let a = 0, b = 1; // the part of the window that is shown
  const scaled = x => left + ((x - left) / wide - a) / (b - a) * wide;
  function draw() {
    for (const p of parts) {
      const x1 = scaled(p.x), x2 = scaled(p.x + p.w);
      const inside = x2 >= left && x1 <= right;
      p.e.style.display = inside ? "" : "none";
      if (!inside) continue;
      if (p.kind === "rect") {
        p.e.setAttribute("x", Math.max(left, x1));
        const width = Math.max(0.3, Math.min(right, x2) - Math.max(left, x1));
        p.e.setAttribute("width", width);
        if (p.thin) p.e.classList.toggle("thin", width < 3);
      } else if (p.kind === "line") {
        p.e.setAttribute("x1", x1);
        p.e.setAttribute("x2", x1);
      } else {
        p.e.setAttribute("transform", "translate(" + (x1 - p.x) + " 0)");
      }
    }
    ticks.forEach((t, i) => {
      const ns = from + (a + (b - a) * i / (ticks.length - 1)) * (until - from);
      t.e.textContent = b - a === 1 ? t.whole : shown(ns);
    });
    svg.dataset.shown = ((b - a) * (until - from)).toFixed(0);
  }
  function show(from, until) {
    const least = 1e-5, size = Math.min(1, Math.max(least, until - from));
    a = Math.min(1 - size, Math.max(0, from));
    b = a + size;
    draw();
  }
  const zoom = (by, at = (a + b) / 2) => show(at - (at - a) * by, at + (b - at) * by);
  const place = event => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
    return a + (x - left) / wide * (b - a);
  };
  const keys = {
    "+": () => zoom(0.5), "=": () => zoom(0.5), "-": () => zoom(2), "0": () => show(0, 1), "Escape": () => show(0, 1),
    "ArrowLeft": () => show(a - (b - a) / 5, b - (b - a) / 5), "ArrowRight": () => show(a + (b - a) / 5, b + (b - a) / 5)
  };
  svg.addEventListener("keydown", event => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      keys[event.key]();
      event.preventDefault();
    }
  });
  let begun = null;
  svg.addEventListener("pointerdown", event => { begun = place(event); });
  svg.addEventListener("pointerup", event => {
    const ended = place(event);
    if (begun !== null && Math.abs(ended - begun) > (b - a) / 100) show(Math.min(begun, ended), Math.max(begun, ended));
    begun = null;
  });
  svg.addEventListener("dblclick", () => show(0, 1));
  svg.addEventListener("wheel", event => {
    if (!event.shiftKey) return; // a page is to be scrolled
    zoom(event.deltaY + event.deltaX > 0 ? 1.25 : 0.8, place(event));
    event.preventDefault();
  }, { passive: false });
}

/* A flame graph: frames are groups of a rectangle and a text, each inside the one below it. */
function flame(svg) {
  const wide = svg.viewBox.baseVal.width;
  const frames = [...svg.querySelectorAll("g.frame")].map(g => {
    const rect = g.querySelector("rect");
    return {
      g, rect, text: g.querySelector("text"), name: g.dataset.name,
      x: +rect.getAttribute("x"), w: +rect.getAttribute("width"), y: +rect.getAttribute("y")
    };
  });
  if (!frames.length) return;
  let chosen = frames[0], root = frames[0];
  function draw() {
    for (const f of frames) {
      const around = f.x <= root.x + 0.01 && f.x + f.w >= root.x + root.w - 0.01 && f.y >= root.y;
      const inside = f.x >= root.x - 0.01 && f.x + f.w <= root.x + root.w + 0.01 && f.y <= root.y;
      f.g.style.display = around || inside ? "" : "none";
      const x = around ? 0 : (f.x - root.x) / root.w * wide, w = around ? wide : f.w / root.w * wide;
      f.rect.setAttribute("x", x);
      f.rect.setAttribute("width", w);
      const room = Math.floor((w - 6) / 6.6);
      if (!f.text && room >= 3) {
        f.text = f.g.appendChild(document.createElementNS(svg.namespaceURI, "text"));
        f.text.setAttribute("y", f.y + 13);
      }
      if (f.text) {
        f.text.setAttribute("x", x + 3);
        f.text.textContent = room < 3 ? "" : f.name.length <= room ? f.name : f.name.slice(0, room - 1) + "…";
      }
    }
    svg.dataset.shown = root.name;
  }
  function choose(f) {
    if (!f) return;
    chosen.rect.classList.remove("chosen");
    chosen = f;
    chosen.rect.classList.add("chosen");
    const below = svg.parentNode.querySelector(".chosen-frame");
    if (below) below.textContent = f.g.querySelector("title").textContent;
  }
  const visible = f => f.g.style.display !== "none";
  const row = y => frames.filter(f => visible(f) && Math.abs(f.y - y) < 1);
  const height = +frames[0].rect.getAttribute("height") + 1;
  const keys = {
    "ArrowUp": () => choose(row(chosen.y - height).find(f => f.x >= chosen.x - 0.01 && f.x < chosen.x + chosen.w)),
    "ArrowDown": () => choose(row(chosen.y + height).find(f => f.x <= chosen.x + 0.01 && f.x + f.w > chosen.x)),
    "ArrowLeft": () => choose(row(chosen.y).filter(f => f.x < chosen.x).pop()),
    "ArrowRight": () => choose(row(chosen.y).find(f => f.x > chosen.x)),
    "Enter": () => { root = chosen; draw(); },
    "Escape": () => { root = frames[0]; draw(); }
  };
  svg.addEventListener("keydown", event => {
    if (keys[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
      keys[event.key]();
      event.preventDefault();
    }
  });
  for (const f of frames) {
    f.g.addEventListener("click", () => { choose(f); root = f === root ? frames[0] : f; draw(); });
  }
}

function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.tagName === "DETAILS") {
    target.open = true;
    const svg = target.querySelector("svg.lanes");
    if (svg) svg.focus({ preventScroll: true });
    target.scrollIntoView();
  }
}
/* Only what is looked at is taken apart: a page opens the sooner. */
function whenMet(selector, make) {
  document.querySelectorAll(selector).forEach(svg => {
    const once = () => {
      svg.removeEventListener("focus", once);
      svg.removeEventListener("pointerenter", once);
      make(svg);
    };
    svg.addEventListener("focus", once);
    svg.addEventListener("pointerenter", once);
  });
}
whenMet("svg.lanes", lanes);
whenMet("svg.flames", flame);
addEventListener("hashchange", openTarget);
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
openTarget();
})();
