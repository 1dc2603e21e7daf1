"use strict";
(() => {
  const ROW_HEIGHT = 32;
  const data = JSON.parse(document.getElementById("cases").textContent);
  const { outcomes, runs, counts, environments, machines, columns } = data;
  const count = columns.label.length;
  const haystack = columns.label.map((label, i) => `${label}\n${columns.place[i]}\n${columns.budgets[i]}`.toLowerCase());
  const byId = (id) => document.getElementById(id);
  const grid = byId("grid"), body = byId("body"), rows = byId("rows"), aside = byId("case"), filter = byId("filter");
  const panes = document.querySelector(".panes");

  // Lines of details are cut out when they are first asked for.
  let lines = null;
  const details = (index) => {
    lines = lines || byId("details").textContent.split("\n");
    return JSON.parse(lines[index + 1]);
  };

  // Elements and their text; never markup.
  const SVG = "http://www.w3.org/2000/svg";
  const set = (element, attributes, children) => {
    for (const name in attributes) {
      if (attributes[name] !== null && attributes[name] !== undefined) element.setAttribute(name, attributes[name]);
    }
    for (const child of children) element.append(child);
    return element;
  };
  const html = (name, attributes = {}, ...children) => set(document.createElement(name), attributes, children);
  const svg = (name, attributes = {}, ...children) => set(document.createElementNS(SVG, name), attributes, children);

  // Four significant digits, as the terminal shows them.
  const TIMES = [[60e12, "min", 120e12], [1e12, "s"], [1e9, "ms"], [1e6, "µs"], [1e3, "ns"], [1, "ps"]];
  const digits = (value) => {
    const decimals = value < 10 ? 3 : value < 100 ? 2 : value < 1000 ? 1 : 0;
    const text = value.toFixed(decimals);
    return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  };
  const time = (ps) => {
    const [length, unit] = TIMES.find(([length, , from]) => ps >= (from || length)) || TIMES[TIMES.length - 1];
    return `${digits(ps / length)} ${unit}`;
  };
  const plain = (value) => value >= 1e6 ? value.toExponential(1).replace("e+", "e") : String(Math.round(value * 100) / 100);
  const amount = (value, unit) => unit === "ps" ? time(value) : unit === "bytes" ? `${plain(value)} B` : plain(value);
  const percent = (share) => `${share < 0 ? "−" : "+"}${(Math.abs(share) * 100).toFixed(1)} %`;
  const day = (ms) => new Date(ms).toISOString().slice(0, 16).replace("T", " ");

  // A shape for each verdict, so that none is told by its colour alone.
  const SHAPES = {
    pass: "M2 7.5 5.5 11 12 3.5", fail: "M3 3 11 11M11 3 3 11", warn: "M7 2 13 12H1ZM7 6V8.5",
    inconclusive: "M4 5A3 3 0 1 1 7 8V9.5M7 11.8V12.2", not_enforced: "M12 7A5 5 0 1 1 2 7 5 5 0 1 1 12 7M3.5 10.5 10.5 3.5",
    error: "M4.5 1.5H9.5L12.5 4.5V9.5L9.5 12.5H4.5L1.5 9.5V4.5ZM7 4V7.5M7 9.6V10", unknown: "M3 7H11", no_budget: "M5 7H9",
  };
  const shape = (key) => svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" },
    svg("path", { d: SHAPES[key], fill: "none", stroke: `var(--${key})`, "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" }));
  const verdict = (outcome) => {
    const [key, word] = outcomes[outcome];
    return html("span", { class: "verdict", style: `color: var(--${key})` }, shape(key), html("b", {}, word));
  };

  // The bar is what was used of the limit, which is the tick; past it the bar is striped.
  const bar = (headroom, outcome) => {
    if (headroom === null || headroom === undefined) return html("span", { class: "soft" }, "–");
    const limit = 56, width = 74, used = Math.max(0, Math.min(width, (1 - headroom) * limit));
    const colour = `var(--${outcomes[outcome][0]})`;
    const picture = svg("svg", { width, height: 14, viewBox: `0 0 ${width} 14`, "aria-hidden": "true" },
      svg("rect", { x: 0, y: 4, width: limit, height: 6, fill: "var(--track)" }),
      svg("rect", { x: 0, y: 4, width: Math.min(used, limit), height: 6, fill: colour }));
    for (let x = limit + 2; x < used; x += 4) picture.append(svg("rect", { x, y: 2, width: 2, height: 10, fill: colour }));
    picture.append(svg("rect", { x: limit - 1, y: 1, width: 2, height: 12, fill: "var(--ink)" }));
    return html("span", { class: "bar", title: `${percent(headroom)} of the limit is left` }, picture, html("span", {}, percent(headroom)));
  };

  // What is shown, and in what order.
  const state = { text: "", chips: new Set(), sort: "outcome", descending: false, shown: [], cursor: -1, open: -1 };
  const COLUMNS = [
    { key: "outcome", title: "verdict", cell: (i) => verdict(columns.outcome[i]), value: (i) => columns.outcome[i] },
    { key: "label", title: "case", cell: (i) => columns.label[i], value: (i) => i, class: "name" },
    { key: "median", title: "time", cell: (i) => columns.median[i] === null ? "–" : time(columns.median[i]), value: (i) => columns.median[i], class: "number" },
    { key: "headroom", title: "headroom", cell: (i) => bar(columns.headroom[i], columns.outcome[i]), value: (i) => columns.headroom[i] },
    { key: "budgets", title: "budgets", cell: (i) => columns.budgets[i] || "–", value: (i) => columns.budgets[i], class: "wide soft" },
    { key: "place", title: "attribute", cell: (i) => columns.place[i], value: (i) => columns.place[i], class: "wide soft" },
  ];

  const select = () => {
    const words = state.text.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = [];
    for (let i = 0; i < count; i++) {
      if (state.chips.size && !state.chips.has(columns.outcome[i])) continue;
      if (words.every((word) => haystack[i].includes(word))) shown.push(i);
    }
    const column = COLUMNS.find((column) => column.key === state.sort);
    if (column) {
      const sign = state.descending ? -1 : 1;
      const values = shown.map(column.value);
      const order = shown.map((_, at) => at).sort((a, b) => {
        const [x, y] = [values[a], values[b]];
        if (x === y) return a - b;
        // What has no figure is last either way.
        if (x === null) return 1;
        if (y === null) return -1;
        return sign * (x < y ? -1 : 1);
      });
      state.shown = order.map((at) => shown[at]);
    } else {
      state.shown = shown;
    }
    const open = state.shown.indexOf(state.open);
    state.cursor = open;
    body.style.height = `${state.shown.length * ROW_HEIGHT}px`;
    grid.setAttribute("aria-rowcount", state.shown.length + 1);
    byId("shown").textContent = state.shown.length === count ? `${count} cases` : `${state.shown.length} of ${count} cases`;
    byId("empty").hidden = state.shown.length > 0;
    draw();
  };

  // Only the rows in sight are in the page.
  const draw = () => {
    const first = Math.max(0, Math.floor(grid.scrollTop / ROW_HEIGHT) - 5);
    const last = Math.min(state.shown.length, first + Math.ceil(grid.clientHeight / ROW_HEIGHT) + 10);
    const fragment = document.createDocumentFragment();
    for (let at = first; at < last; at++) {
      const index = state.shown[at];
      const row = html("div", { class: "row", role: "row", id: `row-${at}`, "data-at": at, "aria-rowindex": at + 2, "aria-selected": String(at === state.cursor) });
      for (const column of COLUMNS) {
        row.append(html("div", { role: "gridcell", class: column.class }, column.cell(index)));
      }
      row.children[1].title = columns.label[index];
      fragment.append(row);
    }
    rows.style.top = `${first * ROW_HEIGHT}px`;
    rows.replaceChildren(fragment);
    const isInSight = state.cursor >= first && state.cursor < last;
    if (isInSight) grid.setAttribute("aria-activedescendant", `row-${state.cursor}`);
    else grid.removeAttribute("aria-activedescendant");
  };

  const moveTo = (at) => {
    if (!state.shown.length) return;
    state.cursor = Math.max(0, Math.min(state.shown.length - 1, at));
    const top = state.cursor * ROW_HEIGHT, room = grid.clientHeight - 2 * ROW_HEIGHT;
    if (top < grid.scrollTop) grid.scrollTop = top;
    if (top > grid.scrollTop + room) grid.scrollTop = top - room;
    draw();
  };

  // Plots: axes in a box of fixed size, scaled by the page.
  const WIDTH = 520, HEIGHT = 226, LEFT = 66, RIGHT = 14, TOP = 22, BOTTOM = 34;
  const scale = (low, high, from, to, isLog) => {
    const f = isLog ? Math.log : (x) => x;
    const span = f(high) - f(low) || 1;
    return (x) => from + (f(x) - f(low)) / span * (to - from);
  };
  const ticks = (low, high, isLog) => {
    if (isLog) {
      const from = Math.floor(Math.log10(low)), to = Math.ceil(Math.log10(high));
      const step = Math.max(1, Math.ceil((to - from) / 6));
      const all = [];
      for (let power = from; power <= to; power += step) all.push(10 ** power);
      return all.filter((x) => x >= low * 0.999 && x <= high * 1.001);
    }
    const raw = (high - low) / 4 || 1, power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map((times) => times * power).find((step) => step >= raw);
    const all = [];
    for (let x = Math.ceil(low / step) * step; x <= high * 1.0001; x += step) all.push(x);
    return all;
  };
  const plot = (title, x, y) => {
    const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title });
    const px = scale(x.low, x.high, LEFT, WIDTH - RIGHT, x.isLog), py = scale(y.low, y.high, HEIGHT - BOTTOM, TOP, y.isLog);
    for (const at of x.ticks || ticks(x.low, x.high, x.isLog)) {
      picture.append(svg("line", { x1: px(at), x2: px(at), y1: TOP, y2: HEIGHT - BOTTOM, stroke: "var(--line)" }),
        svg("text", { x: px(at), y: HEIGHT - BOTTOM + 15, "text-anchor": "middle" }, x.show(at)));
    }
    for (const at of y.ticks || ticks(y.low, y.high, y.isLog)) {
      picture.append(svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: py(at), y2: py(at), stroke: "var(--line)" }),
        svg("text", { x: LEFT - 6, y: py(at) + 4, "text-anchor": "end" }, y.show(at)));
    }
    picture.append(svg("text", { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 5, "text-anchor": "middle" }, x.title));
    return { picture, px, py };
  };
  const figure = (picture, caption, legend = []) => html("figure", {}, picture,
    html("figcaption", {}, caption, html("div", { class: "legend" }, ...legend.map(([name, colour, dashes]) => html("span", {},
      svg("svg", { viewBox: "0 0 26 10", "aria-hidden": "true" }, svg("line", { x1: 0, x2: 26, y1: 5, y2: 5, stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes })), name)))));
  const path = (points, attributes) => svg("path", { d: points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join(""), fill: "none", "stroke-width": 2, ...attributes });

  const limitsOf = (found) => found.budgets.filter((budget) => budget.limit_ps).map((budget) => [budget.option, budget.limit_ps]);

  const distribution = (found) => {
    const { run, least, most, shares } = found.samples;
    const samples = shares.map((share) => least + most * share / 1000).sort((a, b) => a - b);
    const median = samples[samples.length >> 1];
    // A limit that is far off would leave the samples no room.
    const limits = limitsOf(found).filter(([, limit]) => limit > least * 0.7 && limit < samples[samples.length - 1] * 1.3);
    const all = samples.concat(limits.map(([, limit]) => limit));
    let low = Math.min(...all), high = Math.max(...all);
    const margin = (high - low || low * 0.01 || 1) * 0.04;
    low -= margin; high += margin;
    const bins = new Array(40).fill(0);
    for (const x of samples) bins[Math.min(bins.length - 1, Math.floor((x - low) / (high - low) * bins.length))]++;
    const { picture, px, py } = plot("Distribution of samples",
      { low, high, show: time, title: "time of a call" }, { low: 0, high: Math.max(...bins) * 1.1, show: plain });
    bins.forEach((bin, i) => {
      if (!bin) return;
      const x = px(low + (high - low) * i / bins.length), width = px(low + (high - low) * (i + 1) / bins.length) - x;
      picture.append(svg("rect", { x: x + 0.5, width: Math.max(1, width - 1), y: py(bin), height: py(0) - py(bin), fill: "var(--plot)" }));
    });
    const upright = (x, attributes) => svg("line", { x1: px(x), x2: px(x), y1: TOP, y2: HEIGHT - BOTTOM, "stroke-width": 2, ...attributes });
    picture.append(upright(median, { stroke: "var(--ink)" }));
    for (const [, limit] of limits) picture.append(upright(limit, { stroke: "var(--fail)", "stroke-dasharray": "6 4" }));
    const legend = [[`median ${time(median)}`, "var(--ink)", null], ...limits.map(([option, limit]) => [`${option} ${time(limit)}`, "var(--fail)", "6 4"])];
    return figure(picture, `${samples.length} samples of run ${runs[run][0]}.`, legend);
  };

  const history = (found) => {
    const moments = found.history.filter((moment) => moment[3]).reverse();
    if (!moments.length) return html("p", { class: "soft" }, "No run has a time of it.");
    const limits = limitsOf(found);
    const ends = moments.flatMap((moment) => moment[3]);
    let low = Math.min(...ends), high = Math.max(...ends);
    const near = limits.filter(([, limit]) => limit > low * 0.5 && limit < high * 2);
    for (const [, limit] of near) { low = Math.min(low, limit); high = Math.max(high, limit); }
    const margin = (high - low || low * 0.02 || 1) * 0.08;
    low = Math.max(0, low - margin); high += margin;
    const last = Math.max(1, moments.length - 1), every = Math.ceil(moments.length / 5);
    const at = moments.map((_, i) => i).filter((i) => i % every === 0);
    const { picture, px, py } = plot("History of the median time",
      { low: -0.3, high: last + 0.3, ticks: at, show: (i) => moments[i] ? day(runs[moments[i][0]][1]).slice(0, 10) : "", title: "runs, the newest at the right" },
      { low, high, show: time });
    for (const [, limit] of near) picture.append(svg("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: py(limit), y2: py(limit), stroke: "var(--fail)", "stroke-width": 2, "stroke-dasharray": "6 4" }));
    let changes = 0;
    moments.forEach((moment, i) => {
      if (!i || machines[moment[1]] === machines[moments[i - 1][1]]) return;
      changes++;
      picture.append(svg("line", { x1: px(i - 0.5), x2: px(i - 0.5), y1: TOP, y2: HEIGHT - BOTTOM, stroke: "var(--soft)", "stroke-width": 2, "stroke-dasharray": "2 4" }));
    });
    picture.append(path(moments.map((moment, i) => [px(i), py(moment[3][0])]), { stroke: "var(--plot)" }));
    moments.forEach(([run, environment, outcome, [median, lower, upper]], i) => {
      const [key, word] = outcomes[outcome];
      const mark = svg("g", { transform: `translate(${px(i) - 7} 4)` },
        svg("rect", { width: 14, height: 14, fill: "var(--paper)" }),
        svg("path", { d: SHAPES[key], fill: "none", stroke: `var(--${key})`, "stroke-width": 2 }),
        svg("title", {}, `${word} ${time(median)} (${time(lower)} to ${time(upper)})\n${runs[run][0]}, ${day(runs[run][1])} UTC\n${environments[environment] || "unknown environment"}`));
      picture.append(svg("line", { x1: px(i), x2: px(i), y1: py(lower), y2: py(upper), stroke: "var(--plot)", "stroke-width": 2 }),
        svg("circle", { cx: px(i), cy: py(median), r: 4, fill: "var(--plot)" }), mark);
    });
    const legend = near.map(([option, limit]) => [`${option} ${time(limit)}, as it is now`, "var(--fail)", "6 4"]);
    if (changes) legend.push(["another machine or toolchain", "var(--soft)", "2 4"]);
    return figure(picture, `Medians and their intervals, and above them the verdicts${low > 0 ? "; the axis does not begin at zero" : ""}.`, legend);
  };

  // What is exact: in a sentence where it never changed, and else as a plot of its own.
  const exactHistory = (found) => {
    const courses = [
      ...counts.map(([name, unit], i) => [name, (moment) => moment[4] && moment[4][i], (value) => `${plain(value)}${unit}`]),
      ["exponent of growth", (moment) => moment[5], (value) => value.toFixed(2)],
    ];
    return courses.flatMap(([name, of, show]) => {
      const moments = found.history.map((moment) => [moment[0], of(moment)]).filter(([, value]) => value !== null && value !== undefined).reverse();
      const values = moments.map(([, value]) => value);
      if (values.length < 2) return [];
      const least = Math.min(...values), most = Math.max(...values);
      if (least === most) return [html("p", { class: "soft" }, `${name}: ${show(most)} in all ${values.length} runs`)];
      const last = values.length - 1, every = Math.ceil(values.length / 5);
      const { picture, px, py } = plot(`History of ${name}`,
        { low: -0.3, high: last + 0.3, ticks: values.map((_, i) => i).filter((i) => i % every === 0), show: (i) => day(runs[moments[i][0]][1]).slice(0, 10), title: "runs, the newest at the right" },
        { low: 0, high: most * 1.1, show });
      picture.append(path(values.map((value, i) => [px(i), py(value)]), { stroke: "var(--plot)" }));
      values.forEach((value, i) => picture.append(svg("circle", { cx: px(i), cy: py(value), r: 4, fill: "var(--plot)" },
        svg("title", {}, `${show(value)}\n${runs[moments[i][0]][0]}`))));
      return [figure(picture, `${name}, from ${show(values[0])} to ${show(values[last])}.`)];
    });
  };

  // `O(n^1.5 log n)` as a function of the size.
  const classOf = (text) => {
    const found = /^O\((1|(?:n(?:\^([\d.]+))?)?\s*(?:log(?:\^([\d.]+))? n)?)\)$/.exec(text);
    if (!found) return null;
    const power = /n(?!\))/.test(found[1].replace(/log.*$/, "")) || found[1] === "n" ? Number(found[2] || 1) : 0;
    const logPower = found[1].includes("log") ? Number(found[3] || 1) : 0;
    return (n) => Math.max(1, n) ** power * Math.max(1, Math.log2(Math.max(1, n))) ** logPower;
  };
  const fitted = (points) => {
    const logs = points.filter(([n, cost]) => n > 0 && cost > 0).map(([n, cost]) => [Math.log(n), Math.log(cost)]);
    if (logs.length < 2) return null;
    const mean = (at) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
    const [mx, my] = [mean(0), mean(1)];
    const spread = logs.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
    if (!spread) return null;
    const exponent = logs.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0) / spread;
    return [Math.exp(my - exponent * mx), exponent];
  };

  const scaling = ({ costs, unit, resource, fit, className, small }, currentSize) => {
    const points = costs.filter(([n, cost]) => n > 0 && cost > 0).sort((a, b) => a[0] - b[0]);
    if (points.length < 2) return null;
    const sizes = points.map(([n]) => n), low = sizes[0] / 1.5, high = sizes[sizes.length - 1] * 1.5;
    const power = fit || fitted(points);
    const declared = className && classOf(className);
    const anchor = points.find(([n]) => n === small) || points[0];
    const curve = (f) => Array.from({ length: 61 }, (_, i) => low * (high / low) ** (i / 60)).map((n) => [n, f(n)]);
    const fittedCurve = power && curve((n) => power[0] * n ** power[1]);
    const declaredCurve = declared && curve((n) => anchor[1] * declared(n) / declared(anchor[0]));
    const values = points.map(([, cost]) => cost).concat(declaredCurve ? declaredCurve.map(([, cost]) => cost) : []);
    const yLow = Math.min(...values) / 1.5, yHigh = Math.max(...values) * 1.5;
    const { picture, px, py } = plot(`Scaling of ${resource}`,
      { low, high, isLog: true, ticks: sizes, show: plain, title: "size (both axes logarithmic)" },
      { low: yLow, high: yHigh, isLog: true, show: (value) => amount(value, unit) });
    const inside = (points) => points.filter(([, y]) => y >= yLow && y <= yHigh).map(([x, y]) => [px(x), py(y)]);
    const legend = [];
    if (declaredCurve) {
      picture.append(path(inside(declaredCurve), { stroke: "var(--soft)", "stroke-dasharray": "7 5" }));
      legend.push([`declared ${className}, through size ${anchor[0]}`, "var(--soft)", "7 5"]);
    }
    if (fittedCurve) {
      picture.append(path(inside(fittedCurve), { stroke: "var(--fitted)" }));
      legend.push([`fitted n^${power[1].toFixed(2)}`, "var(--fitted)", null]);
    }
    for (const [n, cost] of points) {
      const isCurrent = n === currentSize;
      picture.append(svg("circle", { cx: px(n), cy: py(cost), r: isCurrent ? 6 : 4, fill: isCurrent ? "var(--paper)" : "var(--plot)", stroke: "var(--plot)", "stroke-width": 2 },
        svg("title", {}, `${amount(cost, unit)} at ${n}`)));
    }
    const what = { time: "Time", instructions: "Instructions", alloc_bytes: "Allocated bytes" }[resource] || resource;
    return figure(picture, `${what} of a call over its size.`, legend);
  };

  const scalings = (index, found) => {
    const members = [];
    let family = found;
    for (let i = 0; i < count; i++) {
      if (columns.family[i] !== columns.family[index]) continue;
      if (columns.is_family[i]) family = details(i);
      else if (columns.size[i] !== null && columns.median[i] !== null) members.push([columns.size[i], columns.median[i]]);
    }
    const growths = (family.growth || []).map(({ costs, unit, resource, fit, small, class: className }) => ({ costs, unit, resource, fit, small, className }));
    if (members.length > 1 && !growths.some((growth) => growth.resource === "time")) {
      growths.unshift({ costs: members, unit: "ps", resource: "time", fit: null, className: null });
    }
    return growths.map((growth) => scaling(growth, columns.size[index])).filter(Boolean);
  };

  const list = (entries) => html("dl", {}, ...entries.flatMap(([about, text]) => [html("dt", {}, about), html("dd", {}, text)]));

  const open = (index, focus) => {
    state.open = index;
    // The details are the last of the page, and it is used before it has wholly come.
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", () => state.open === index && open(index, focus), { once: true });
      return;
    }
    const found = details(index);
    const close = html("button", { type: "button", "aria-label": "Close" }, "✕");
    close.addEventListener("click", () => shut());
    const parts = [
      html("div", { class: "top" }, html("h2", { class: "name" }, columns.label[index]), close),
      verdict(columns.outcome[index]),
      list([...found.places, ...found.figures, ["on", environments[found.environment] || "an unknown machine"]]),
    ];
    if (found.problem) parts.push(html("div", { class: "budget" }, html("p", {}, found.problem)));
    if (found.budgets.length) parts.push(html("h3", {}, "Budgets"));
    for (const budget of found.budgets) {
      parts.push(html("div", { class: "budget" },
        html("div", { class: "line" }, html("strong", {}, budget.option), verdict(budget.outcome), bar(budget.headroom, budget.outcome)),
        budget.summary ? html("p", {}, budget.summary) : "", list(budget.account)));
    }
    if (found.samples) parts.push(html("h3", {}, "Distribution"), distribution(found));
    const exact = exactHistory(found);
    if (!columns.is_family[index] || exact.length) parts.push(html("h3", {}, "History"));
    if (!columns.is_family[index]) parts.push(history(found));
    parts.push(...exact);
    const plots = scalings(index, found);
    if (plots.length) parts.push(html("h3", {}, "Scaling"), ...plots);
    aside.replaceChildren(...parts);
    aside.hidden = false;
    aside.scrollTop = 0;
    panes.classList.add("open");
    remember(columns.label[index]);
    if (focus) aside.focus();
    moveTo(state.shown.indexOf(index) < 0 ? state.cursor : state.shown.indexOf(index));
  };
  const shut = () => {
    state.open = -1;
    aside.hidden = true;
    panes.classList.remove("open");
    remember("");
    grid.focus();
    draw();
  };
  // Where a page's address may not be changed, there is none to share.
  const remember = (label) => {
    try { window.history.replaceState(null, "", label ? `#${encodeURIComponent(label)}` : "#"); } catch { /* no address */ }
  };

  const head = () => {
    byId("head").replaceChildren(...COLUMNS.map((column) => {
      const isSorted = state.sort === column.key;
      const mark = isSorted ? (state.descending ? " ▼" : " ▲") : "";
      const button = html("button", { type: "button" }, column.title + mark);
      button.addEventListener("click", () => {
        // Once up, once down, and then as it was.
        if (!isSorted) Object.assign(state, { sort: column.key, descending: false });
        else if (!state.descending) state.descending = true;
        else Object.assign(state, { sort: "none", descending: false });
        grid.scrollTop = 0;
        head();
        select();
        byId("head").children[COLUMNS.indexOf(column)].firstChild.focus();
      });
      const direction = isSorted ? (state.descending ? "descending" : "ascending") : "none";
      return html("div", { role: "columnheader", "aria-sort": direction, class: column.class && column.class.replace(/name|soft/g, "") }, button);
    }));
  };

  const chips = () => {
    const totals = new Array(outcomes.length).fill(0);
    for (const outcome of columns.outcome) totals[outcome]++;
    byId("chips").replaceChildren(...outcomes.flatMap((_, outcome) => {
      if (!totals[outcome]) return [];
      const button = html("button", { type: "button", "aria-pressed": "false", "data-outcome": outcomes[outcome][0] }, verdict(outcome), String(totals[outcome]));
      button.addEventListener("click", () => {
        const isOn = state.chips.delete(outcome) ? false : !!state.chips.add(outcome);
        button.setAttribute("aria-pressed", String(isOn));
        grid.scrollTop = 0;
        select();
      });
      return [button];
    }));
  };

  const THEMES = ["auto", "light", "dark"];
  const theme = (name) => {
    document.documentElement.classList.remove("light", "dark");
    if (name !== "auto") document.documentElement.classList.add(name);
    byId("theme").textContent = `Theme: ${name}`;
    byId("theme").dataset.theme = name;
  };
  const stored = () => { try { return localStorage.getItem("perfmacro-theme"); } catch { return null; } };
  byId("theme").addEventListener("click", () => {
    const next = THEMES[(THEMES.indexOf(byId("theme").dataset.theme) + 1) % THEMES.length];
    theme(next);
    // Without storage it lasts as long as the page.
    try { localStorage.setItem("perfmacro-theme", next); } catch { /* none */ }
  });

  filter.addEventListener("input", () => { state.text = filter.value; grid.scrollTop = 0; select(); });
  grid.addEventListener("scroll", draw, { passive: true });
  window.addEventListener("resize", draw);
  rows.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (row) open(state.shown[Number(row.dataset.at)]);
  });
  grid.addEventListener("keydown", (event) => {
    if (event.target.closest("#head")) return;
    const page = Math.max(1, Math.floor(grid.clientHeight / ROW_HEIGHT) - 2);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in moves) moveTo(state.cursor < 0 ? 0 : state.cursor + moves[event.key]);
    else if (event.key === "Enter" && state.cursor >= 0) open(state.shown[state.cursor], true);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.open >= 0) shut();
    if (event.key === "/" && document.activeElement !== filter) { filter.focus(); event.preventDefault(); }
  });

  theme(THEMES.includes(stored()) ? stored() : "auto");
  byId("app").hidden = false;
  head();
  chips();
  select();
  const address = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } };
  const wanted = columns.label.indexOf(address());
  if (wanted >= 0) open(wanted);
  performance.mark("perfmacro-ready");
})();
