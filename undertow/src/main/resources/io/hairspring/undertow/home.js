(() => {
  "use strict";
  const REFRESH_MILLIS = 2000;
  const FIRST_MILLIS = 300; // while there is little to see
  const FEW_POINTS = 4;
  const MOST_ROWS = 100;
  const MINUTE_POINTS = 20;
  const LOSSES = ["hairspring_series_overflowed_total", "hairspring_label_values_too_long_total",
    "hairspring_label_values_malformed_total", "hairspring_recordings_rejected_total",
    "hairspring_recordings_clamped_total", "hairspring_counters_saturated_total",
    "hairspring_callback_failures_total", "hairspring_series_torn_total", "hairspring_events_dropped_total",
    "hairspring_events_failed_total", "hairspring_events_torn_total", "hairspring_clock_failures_total",
    "hairspring_scrapes_inconsistent_total", "hairspring_source_failures_total",
    "hairspring_source_timeouts_total", "hairspring_source_refused_total"];
  const RINGS = ["hairspring_events_published_total", "hairspring_events_applied_total",
    "hairspring_events_inlined_total", "hairspring_events_depth", "hairspring_events_depth_max",
    "hairspring_events_lag_seconds"];
  const RUNTIME = ["jvm_memory_used_bytes", "jvm_gc_collection_seconds", "jvm_gc_pause_duration_seconds", "jvm_threads_current",
    "process_cpu_seconds_total", "process_open_fds", "process_resident_memory_bytes",
    "process_pressure_cpu_waiting_seconds_total", "process_pressure_io_waiting_seconds_total",
    "process_pressure_memory_waiting_seconds_total", "process_cpu_cores_available"];
  const OURS = ["http_requests_total", "http_request_errors_total", "http_request_duration_seconds",
    "http_requests_in_flight", "upstream_requests_total", "upstream_errors_total",
    "upstream_request_duration_seconds", "gateway_overhead_duration_seconds", "gateway_queue_duration_seconds",
    "gateway_upstream_wait_duration_seconds", "gateway_upstream_connect_duration_seconds",
    "gateway_upstream_first_byte_duration_seconds", "gateway_upstream_transfer_duration_seconds",
    "gateway_upstream_connections", "gateway_upstream_connections_limit", "gateway_upstream_requests_waiting",
    "slo_requests_total", "slo_good_requests_total", "slo_objective_ratio", "slo_burn_rate"];
  const PHASES = ["queue", "connection_wait", "connect", "first_byte", "transfer", "finish"];
  const COLORS = ["#b42318", "#d98a00", "#7d5bd6", "#0b6bcb", "#14804a", "#64707d"];

  const place = id => document.getElementById(id);
  const show = (id, text) => { if (place(id).textContent !== text) place(id).textContent = text; };
  const whole = n => n.toLocaleString("en", { maximumFractionDigits: 0 });
  const digits = n => n < 10 ? n.toFixed(2) : n < 100 ? n.toFixed(1) : n.toFixed(0);
  const number = x => typeof x === "number" ? x : null;
  const last = list => list[list.length - 1];

  function time(seconds) {
    if (typeof seconds !== "number") return "–";
    if (seconds === 0) return "0";
    if (seconds < 1e-6) return digits(seconds * 1e9) + " ns";
    if (seconds < 1e-3) return digits(seconds * 1e6) + " µs";
    if (seconds < 1) return digits(seconds * 1e3) + " ms";
    return digits(seconds) + " s";
  }

  function plain(n) {
    if (typeof n !== "number") return "–";
    if (Number.isInteger(n) || Math.abs(n) >= 1000) return whole(n);
    return n.toPrecision(3);
  }

  function span(seconds) {
    const days = Math.floor(seconds / 86400);
    const hours = Math.floor(seconds / 3600) % 24;
    const minutes = Math.floor(seconds / 60) % 60;
    if (days > 0) return `up ${days} d ${hours} h`;
    if (hours > 0) return `up ${hours} h ${minutes} min`;
    if (minutes > 0) return `up ${minutes} min ${seconds % 60} s`;
    return `up ${seconds} s`;
  }

  // What is looked at stands behind the # of the address, so that a view can be sent to somebody.
  const view = { span: 15, filter: "", series: "", theme: "", sort: {} };
  function readView() {
    const given = new URLSearchParams(location.hash.slice(1));
    view.span = [1, 5, 15].includes(+given.get("span")) ? +given.get("span") : 15;
    view.filter = given.get("filter") || "";
    choseSeries(given.get("series") || "");
    view.theme = given.get("theme") || "";
    view.sort = {};
    for (const [key, value] of given) {
      if (key.startsWith("sort-")) view.sort[key.slice(5)] = value;
    }
    place("span").value = view.span;
    place("filter").value = view.filter;
  }
  function writeView() {
    const all = new URLSearchParams({ span: view.span });
    if (view.filter) all.set("filter", view.filter);
    if (view.series) all.set("series", view.series);
    if (view.theme) all.set("theme", view.theme);
    for (const table in view.sort) all.set("sort-" + table, view.sort[table]);
    history.replaceState(null, "", "#" + all);
  }
  // The points have the heat map of one series: another one's have to be read anew.
  function choseSeries(name) {
    if (view.series !== name) data.points = [];
    view.series = name;
  }
  function seriesChoice(names) {
    const select = place("series-of");
    const all = names.includes(view.series) || !view.series ? names : [...names, view.series];
    if (select.options.length !== all.length + 1) {
      select.replaceChildren(new Option("all requests", ""), ...all.map(name => new Option(name, name)));
    }
    select.value = view.series;
  }
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  function theme() {
    const dark = view.theme ? view.theme === "dark" : darkSystem.matches;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  }
  const color = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  // A table: columns are [key, title, format]; text columns come first and break.
  function table(id, columns, rows, texts) {
    const wanted = view.filter.toLowerCase();
    let shown = rows.filter(row => !wanted ||
      columns.slice(0, texts).some(([key]) => String(row[key]).toLowerCase().includes(wanted)));
    const sort = view.sort[id];
    if (sort) {
      const key = sort.replace(/^-/, "");
      const up = sort.startsWith("-") ? -1 : 1;
      const rank = row => row[key] === null || row[key] === undefined ? -Infinity : row[key];
      shown = [...shown].sort((a, b) => up * (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
    }
    const focused = document.activeElement && document.activeElement.dataset.sort;
    const made = document.createElement("table");
    made.className = "table";
    const head = made.createTHead().insertRow();
    columns.forEach(([key, title], i) => {
      const th = head.appendChild(document.createElement("th"));
      th.scope = "col";
      if (i < texts) th.className = "text";
      const button = th.appendChild(document.createElement("button"));
      button.type = "button";
      button.dataset.sort = id + " " + key;
      const state = sort === key ? " ▲" : sort === "-" + key ? " ▼" : "";
      th.ariaSort = sort === key ? "ascending" : sort === "-" + key ? "descending" : "none";
      button.textContent = title + state;
      button.onclick = () => {
        view.sort[id] = view.sort[id] === "-" + key ? key : "-" + key;
        writeView();
        render();
      };
    });
    const body = made.createTBody();
    for (const row of shown.slice(0, MOST_ROWS)) {
      const tr = body.insertRow();
      columns.forEach(([key, title, format], i) => {
        const td = tr.insertCell();
        td.dataset.label = title;
        if (i < texts) td.className = "text";
        const text = format ? format(row[key], row) : row[key] === null || row[key] === undefined ? "–" : row[key];
        if (text instanceof Node) td.appendChild(text); else td.textContent = text;
      });
    }
    const left = shown.length - MOST_ROWS;
    const note = document.createElement("p");
    note.className = "quiet";
    note.textContent = left > 0 ? `and ${left} more` : shown.length === 0 ? "nothing" : "";
    place(id).replaceChildren(...(shown.length ? [made] : []), note);
    if (focused) {
      const again = [...place(id).querySelectorAll("button")].find(b => b.dataset.sort === focused);
      if (again) again.focus();
    }
  }

  // What was read last.
  const data = { points: [], health: null, metrics: null, families: new Map(), slow: null, prefix: "{{prefix}}" };
  let paused = false;

  const family = name => data.families.get(name) || { series: [] };
  const labelled = (name, labels) => family(name).series.find(each =>
    Object.keys(labels).every(key => each.labels[key] === labels[key]));
  const total = (name, labels) => family(name).series
    .filter(each => Object.keys(labels).every(key => each.labels[key] === labels[key]))
    .reduce((sum, each) => sum + (typeof each.value === "number" ? each.value : 0), 0);

  function inSpan() {
    const end = data.points.length ? last(data.points).end_millis : 0;
    return data.points.filter(point => point.end_millis > end - view.span * 60000);
  }

  const charts = {};
  function chart(id, titles, values, xs, options = {}) {
    const box = place(id);
    const width = Math.max(200, box.clientWidth);
    const key = width + " " + document.documentElement.dataset.theme;
    if (charts[id] && charts[id].key === key) {
      charts[id].plot.setData([xs, ...values]);
      return;
    }
    if (charts[id]) charts[id].plot.destroy();
    const ink = color("quiet");
    const grid = { stroke: color("line"), width: 1 };
    const colors = [color("mark"), color("good"), "#d98a00", color("bad")];
    const scales = { x: options.x || { time: true } };
    if (options.log) scales.y = { distr: 3 };
    const plot = new uPlot({
      width, height: 170, padding: [null, 30, null, null], scales, cursor: { y: false }, legend: { live: width > 500 },
      hooks: { draw: [options.marks || (() => {})] },
      axes: [
        { stroke: ink, grid, values: options.xValues },
        { stroke: ink, grid, size: 64, values: (u, ticks) => ticks.map(t => t === null ? "" : options.format(t)) },
      ],
      series: [options.xSeries || {}, ...titles.map((label, i) => ({
        label, stroke: options.colors ? color(options.colors[i]) : colors[i], width: 1.5,
        value: (u, v) => v === null ? "–" : options.format(v), points: { show: options.dots === true, size: 4 },
      }))],
    }, [xs, ...values], box);
    charts[id] = { plot, key };
  }

  // A line where an epoch began: what counts from there is less.
  function resets(u) {
    const points = inSpan();
    const context = u.ctx;
    context.save();
    context.strokeStyle = color("quiet");
    context.setLineDash([4, 4]);
    points.forEach((point, i) => {
      if (i > 0 && points[i - 1].epoch !== point.epoch) {
        const x = u.valToPos(point.end_millis / 1000, "x", true);
        context.beginPath();
        context.moveTo(x, u.bbox.top);
        context.lineTo(x, u.bbox.top + u.bbox.height);
        context.stroke();
      }
    });
    context.restore();
  }

  // The lowest latency of a quarter of an octave, in seconds: see LogBuckets.
  function quarter(i) {
    const index = i * 4;
    return (index < 16 ? index : (16 + (index & 15)) * Math.pow(2, (index >> 4) - 1)) / 1e9;
  }

  function drawCharts() {
    const points = inSpan();
    if (points.length === 0) return;
    const xs = points.map(point => point.end_millis / 1000);
    const per = key => points.map(point => point[key] / point.seconds);
    chart("chart-rate", ["requests", "errors"], [per("requests"), per("errors")], xs,
      { format: plain, colors: ["mark", "bad"], marks: resets });
    const quantile = key => points.map(point => number(point[key]) || null);
    chart("chart-latency", ["p50", "p90", "p99", "p99.9"],
      ["p50", "p90", "p99", "p999"].map(quantile), xs, { format: time, log: true, marks: resets });
    chart("chart-pauses", ["longest pause", "p99 of pauses", "p99 of the gateway's own time", "longest GC pause"],
      ["hiccup_max", "hiccup_p99", "overhead_p99", "gc_pause_max"].map(quantile), xs,
      { format: time, log: true, dots: true });
    const known = data.heatOf === view.series; // else the heat is that of all requests
    const sums = new Map();
    for (const point of known ? points : []) {
      for (let i = 0; i < point.heat.length; i += 2) {
        sums.set(point.heat[i], (sums.get(point.heat[i]) || 0) + point.heat[i + 1]);
      }
    }
    drawCurve([...sums.entries()].sort((a, b) => a[0] - b[0]));
    drawHeat(points, [...sums.keys()].sort((a, b) => a - b));
    show("heat-note", sums.size ? "" : known ? " (none in this span)" : " (this one is not known)");
  }

  // Percentiles on a scale that shows the tail: each step to the right is ten times rarer.
  function drawCurve(cells) {
    const all = cells.reduce((sum, [, count]) => sum + count, 0);
    if (all === 0) {
      if (charts["chart-curve"]) charts["chart-curve"].plot.destroy();
      delete charts["chart-curve"];
      return;
    }
    const xs = [];
    const ys = [];
    let seen = 0;
    for (const [index, count] of cells) {
      xs.push(all / (all - seen));
      ys.push(quarter(index + 1));
      seen += count;
    }
    xs.push(all);
    ys.push(last(ys));
    const percent = x => (100 * (1 - 1 / x)).toFixed(Math.max(0, Math.round(Math.log10(x)) - 1)).replace(/^100\.?0*$/, "100") + " %";
    chart("chart-curve", ["at most"], [ys], xs, {
      format: time, log: true, x: { time: false, distr: 3 },
      xValues: (u, ticks) => ticks.map(t => t === null ? "" : percent(t)),
      xSeries: { label: "of requests", value: (u, v) => v === null ? "–" : percent(v) },
    });
  }

  function drawHeat(points, indexes) {
    const canvas = place("heat");
    const ratio = devicePixelRatio || 1;
    const width = canvas.clientWidth;
    const height = canvas.clientHeight;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    if (indexes.length === 0) return;
    const low = indexes[0];
    const high = last(indexes);
    const left = 58;
    const top = 12; // so that the first label is whole
    const cellHeight = (height - top - 18) / (high - low + 1);
    const cellWidth = (width - left) / points.length;
    const most = Math.max(...points.flatMap(point => point.heat.filter((each, i) => i % 2 === 1)));
    const heat = color("heat");
    points.forEach((point, x) => {
      for (let i = 0; i < point.heat.length; i += 2) {
        const share = 0.15 + 0.85 * Math.log1p(point.heat[i + 1]) / Math.log1p(most);
        context.fillStyle = `rgba(${heat},${share.toFixed(3)})`;
        context.fillRect(left + x * cellWidth, top + (high - point.heat[i]) * cellHeight,
          Math.ceil(cellWidth), Math.ceil(cellHeight));
      }
    });
    context.fillStyle = color("quiet");
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "right";
    const steps = Math.max(1, Math.round((high - low) / 6));
    for (let index = high; index >= low; index -= steps) {
      context.fillText(time(quarter(index)), left - 6, top + (high - index + 1) * cellHeight - 2);
    }
    context.textAlign = "left";
    context.fillText(new Date(points[0].end_millis).toLocaleTimeString(), left, height - 3);
    context.textAlign = "right";
    context.fillText(new Date(last(points).end_millis).toLocaleTimeString(), width, height - 3);
  }

  function cards() {
    const metrics = data.metrics;
    if (!metrics) return;
    show("uptime", span(metrics.uptime_seconds));
    show("series", metrics.series === undefined ? "–" : whole(metrics.series));
    show("epoch", metrics.epoch === undefined ? "" : `epoch ${metrics.epoch}, since ${new Date(metrics.epoch_start).toLocaleTimeString()}`);
    show("requests", metrics.requests_total === undefined ? "–" : whole(metrics.requests_total));
    const now = last(data.points);
    if (now) {
      const minute = data.points.slice(-MINUTE_POINTS);
      const sum = key => minute.reduce((all, point) => all + point[key], 0);
      show("rate", digits(now.requests / now.seconds));
      const share = sum("requests") ? 100 * sum("errors") / sum("requests") : 0;
      show("errors", sum("requests") ? share.toFixed(2) + " %" : "–");
      place("errors").className = share >= 5 ? "bad" : "";
      for (const key of ["p50", "p99", "p999"]) show(key, time(now[key]));
      show("overhead", time(now.overhead_p99));
      const longest = key => Math.max(-1, ...minute.map(point => number(point[key])).filter(each => each !== null));
      show("hiccup", longest("hiccup_max") < 0 ? "–" : time(longest("hiccup_max")));
      show("gc", longest("gc_pause_max") < 0 ? "no GC pause" : "longest GC pause " + time(longest("gc_pause_max")));
    }
    const lost = LOSSES.reduce((all, name) => all + total(name, {}), 0);
    show("losses", whole(lost));
    place("losses").className = lost > 0 ? "bad" : "";
  }

  function endpoints() {
    const rows = family(data.prefix + "http_request_duration_seconds").series.map(each => {
      const labels = { endpoint: each.labels.endpoint, method: each.labels.method };
      const requests = total(data.prefix + "http_requests_total", labels);
      const errors = total(data.prefix + "http_request_errors_total", labels);
      return { ...labels, rate: number(each.window.rate), p50: number(each.p50), p95: number(each.p95),
        p99: number(each.p99), p999: number(each.p999), max: number(each.max), requests, errors,
        share: requests ? 100 * errors / requests : 0 };
    });
    if (!view.sort.endpoints) rows.sort((a, b) => b.requests - a.requests);
    table("endpoints", [["endpoint", "endpoint"], ["method", "method"], ["rate", "per second", plain],
      ["p50", "p50", time], ["p95", "p95", time], ["p99", "p99", time], ["p999", "p99.9", time],
      ["max", "max", time], ["requests", "requests", plain], ["errors", "errors", plain],
      ["share", "errors %", x => x.toFixed(2)]], rows, 2);
    const statuses = family(data.prefix + "http_requests_total").series
      .filter(each => each.labels.status)
      .map(each => ({ endpoint: each.labels.endpoint, method: each.labels.method,
        status: each.labels.status, requests: each.value }));
    if (!view.sort.statuses) {
      statuses.sort((a, b) => (b.status >= "500") - (a.status >= "500") || b.requests - a.requests);
    }
    table("statuses", [["endpoint", "endpoint"], ["method", "method"], ["status", "status",
      x => colored(x, x >= "500" ? "bad" : "")], ["requests", "requests", plain]], statuses, 2);
  }

  function objectives() {
    const rows = family(data.prefix + "slo_objective_ratio").series.map(each => {
      const slo = each.labels.slo;
      const requests = total(data.prefix + "slo_requests_total", { slo });
      const good = total(data.prefix + "slo_good_requests_total", { slo });
      const burn = window => number((labelled(data.prefix + "slo_burn_rate", { slo, window }) || {}).value);
      return { slo, objective: 100 * each.value, requests, bad: requests - good,
        share: requests ? 100 * good / requests : null, burn5m: burn("5m"), burn1h: burn("1h"), burn6h: burn("6h") };
    });
    const percent = x => x === null ? "–" : +x.toFixed(4) + " %";
    const rate = x => x === null ? "–" : colored(digits(x), x > 1 ? "bad" : "");
    place("objectives").parentNode.hidden = rows.length === 0;
    table("objectives", [["slo", "objective"], ["objective", "to be good", percent], ["share", "good", percent],
      ["requests", "requests", plain], ["bad", "bad", plain], ["burn5m", "burn, 5 min", rate],
      ["burn1h", "burn, 1 h", rate], ["burn6h", "burn, 6 h", rate]], rows, 1);
  }

  function colored(text, name) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  }

  function upstreams() {
    const p = data.prefix;
    const names = new Set(family(p + "gateway_upstream_connections_limit").series
      .concat(family(p + "upstream_request_duration_seconds").series).map(each => each.labels.provider));
    const p99 = (name, provider) => {
      const found = family(p + name).series.filter(each => each.labels.provider === provider)
        .map(each => number(each.p99)).filter(each => each !== null);
      return found.length ? Math.max(...found) : null;
    };
    const checks = (data.health && data.health.health_checks) || {};
    // That of a long prefix ends in its digest; the provider of the route for everything is a host.
    const cut = name => name.replace(/~[0-9a-f]+$/, "");
    const checkOf = provider => checks["upstream /" + provider] || checks[Object.keys(checks).find(name =>
      cut(name) !== name && ("upstream /" + provider).startsWith(cut(name)))] || checks["upstream /"];
    const rows = [...names].filter(name => name !== undefined).map(provider => {
      const series = family(p + "upstream_request_duration_seconds").series
        .filter(each => each.labels.provider === provider);
      const requests = total(p + "upstream_requests_total", { provider });
      const errors = total(p + "upstream_errors_total", { provider });
      const state = state => total(p + "gateway_upstream_connections", { provider, state });
      const check = checkOf(provider);
      return { provider, health: check ? check.status : "–",
        rate: series.reduce((sum, each) => sum + (number(each.window.rate) || 0), 0),
        share: requests ? 100 * errors / requests : 0, p99: p99("upstream_request_duration_seconds", provider),
        overhead: p99("gateway_overhead_duration_seconds", provider),
        wait: p99("gateway_upstream_wait_duration_seconds", provider),
        connect: p99("gateway_upstream_connect_duration_seconds", provider),
        first: p99("gateway_upstream_first_byte_duration_seconds", provider),
        transfer: p99("gateway_upstream_transfer_duration_seconds", provider),
        connections: state("active") + " active, " + state("idle") + " idle of " +
          total(p + "gateway_upstream_connections_limit", { provider }),
        waiting: total(p + "gateway_upstream_requests_waiting", { provider }) };
    });
    table("upstreams", [["provider", "upstream"], ["health", "health",
      x => colored(x, x === "healthy" ? "good" : x === "–" ? "" : "bad")], ["rate", "per second", plain],
      ["share", "errors %", x => x.toFixed(2)], ["p99", "p99", time], ["overhead", "own time", time],
      ["wait", "wait", time], ["connect", "connect", time], ["first", "first byte", time],
      ["transfer", "transfer", time], ["connections", "connections"], ["waiting", "waiting", plain]], rows, 2);
    table("health", [["name", "check"], ["status", "status", x => colored(x, x === "healthy" ? "good" : "bad")],
      ["message", "says"]], Object.entries(checks).map(([name, check]) =>
      ({ name, status: check.status,
        message: (data.health.health_details || {})[name] || "" })), 3);
  }

  function phases(seconds) {
    const bar = document.createElement("span");
    bar.className = "parts";
    const all = Object.values(seconds).reduce((sum, each) => sum + each, 0);
    bar.title = Object.entries(seconds).map(([name, each]) => `${name} ${time(each)}`).join(", ");
    PHASES.forEach((name, i) => {
      if (seconds[name] > 0) {
        const part = bar.appendChild(document.createElement("i"));
        part.style.width = 100 * seconds[name] / all + "%";
        part.style.background = COLORS[i];
      }
    });
    return all > 0 ? bar : document.createTextNode("–");
  }

  function slowest() {
    const rows = list => list.map(each => ({ ...each, took: each.duration_seconds,
      longest: Object.entries(each.phases_seconds).sort((a, b) => b[1] - a[1]).slice(0, 2)
        .map(([name, seconds]) => `${name} ${time(seconds)}`).join(", ") || "–",
      gc: number(each.gc_pause_seconds),
      at: each.ended, bytes: each.response_bytes }));
    const columns = [["endpoint", "endpoint"], ["longest", "longest phases"], ["trace_id", "trace", x => x || "–"],
      ["took", "took", time], ["gc", "GC pause", x => x > 0 ? colored(time(x), "bad") : x === 0 ? "none" : "–"],
      ["phases_seconds", "phases", phases], ["status", "status",
        (x, row) => colored(x + (row.aborted ? " aborted" : ""), x >= 500 ? "bad" : "")],
      ["method", "method"], ["at", "ended", x => new Date(x).toLocaleTimeString()], ["bytes", "bytes", plain]];
    if (data.slow) {
      table("slow", columns, rows(data.slow.slowest), 3);
      table("failures", columns, rows(data.slow.failures), 3);
    } else {
      show("slow", "not kept (slow-requests is 0)");
      show("failures", "");
    }
  }

  const named = names => names.flatMap(name => family(name).series.map(each => ({
    name, labels: Object.entries(each.labels).map(([key, value]) => `${key}=${value}`).join(" "),
    value: typeof each.value === "number" ? each.value : typeof each.sum === "number" ? each.sum : null })));

  function rest() {
    table("losing", [["name", "metric"], ["labels", "labels"], ["value", "value", plain]],
      named(LOSSES).filter(row => row.value > 0).concat(named(RINGS)), 2);
    table("runtime", [["name", "metric"], ["labels", "labels"], ["value", "value",
      (x, row) => row.name.endsWith("_bytes") ? plain(x / 1048576) + " MiB" : plain(x)]],
    named(RUNTIME), 2);
  }

  function render() {
    cards();
    objectives();
    endpoints();
    upstreams();
    slowest();
    rest();
    drawCharts();
  }

  async function read(path) {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    return answer.status === 404 ? null : answer.json(); // 503 has a body too: unhealthy is an answer
  }

  const asked = names => names.map(name => "name[]=" + encodeURIComponent(name)).join("&");

  async function readAll() {
    const series = view.series;
    const seen = data.points.length ? last(data.points).number : 0;
    const [health, metrics, past, json, slow] = await Promise.all([
      read("health?fresh=false"), read("{{metrics}}/health"), read("{{metrics}}/history?after=" + seen + "&series=" + encodeURIComponent(series)),
      read("{{metrics}}/json?" + asked(OURS.map(name => data.prefix + name).concat(LOSSES, RINGS, RUNTIME))),
      read("{{metrics}}/slow")]);
    data.health = health;
    data.metrics = metrics;
    data.slow = slow;
    // Of another process, whose points are numbered anew, or of a series that was not known before.
    if (data.began !== past.began_millis || data.heatOf !== past.heat_of) {
      data.began = past.began_millis;
      data.heatOf = past.heat_of;
      data.points = [];
      if (seen > 0) return readAll();
    }
    seriesChoice(past.series);
    if (series === view.series) { // else somebody chose meanwhile
      data.points = data.points.concat(past.points).slice(-15 * 60 / past.step_seconds);
    }
    data.families = new Map(json.families.map(each => [each.name, each]));
    const text = health.status || "no answer";
    show("status", text);
    place("status").className = "pill " + (text === "healthy" ? "good" : "bad");
  }

  let waiting = 0;
  async function refresh() {
    clearTimeout(waiting);
    if (!paused) {
      try {
        await readAll();
        render();
      } catch (away) {
        show("status", "no answer");
        place("status").className = "pill bad";
        data.points = data.metrics && data.points.length ? data.points : [];
      }
    }
    clearTimeout(waiting);
    waiting = setTimeout(refresh, data.points.length < FEW_POINTS ? FIRST_MILLIS : REFRESH_MILLIS);
  }

  function pause() {
    paused = !paused;
    place("pause").ariaPressed = paused;
    place("pause").textContent = paused ? "Go on" : "Pause";
  }
  function changeTheme() {
    view.theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    writeView();
    theme();
    render();
  }
  function choose(minutes) {
    view.span = minutes;
    place("span").value = minutes;
    writeView();
    render();
  }
  async function count() {
    const json = await read("{{metrics}}/json");
    const widest = series => { // the label with the most values
      const values = {};
      for (const each of series) {
        for (const key in each.labels) (values[key] = values[key] || new Set()).add(each.labels[key]);
      }
      const [label, found] = Object.entries(values).sort((a, b) => b[1].size - a[1].size)[0] || ["–", new Set()];
      return { label, values: found.size };
    };
    const memory = json.families.find(each => each.name === "hairspring_memory_bytes") || { series: [] };
    const bytes = new Map(memory.series.map(each => [each.labels.family, each.value]));
    table("families", [["name", "family"], ["label", "label with most values"], ["type", "type"],
      ["series", "series", plain], ["values", "its values", plain],
      ["bytes", "memory", x => x === undefined ? "–" : plain(x / 1024) + " KiB"]],
    json.families.map(each => ({ name: each.name, type: each.type, series: each.series.length, ...widest(each.series),
      bytes: bytes.get(each.name) })).sort((a, b) => b.series - a.series), 3);
  }

  place("pause").onclick = pause;
  place("theme").onclick = changeTheme;
  place("count").onclick = count;
  place("span").onchange = () => choose(+place("span").value);
  place("series-of").onchange = () => {
    if (paused) pause(); // its past is still to be read
    choseSeries(place("series-of").value);
    writeView();
    refresh();
  };
  place("filter").oninput = () => { view.filter = place("filter").value; writeView(); render(); };
  place("view").onsubmit = event => event.preventDefault();
  addEventListener("hashchange", () => {
    const before = view.series;
    readView();
    if (paused && view.series !== before) pause();
    theme();
    render();
    refresh();
  });
  addEventListener("resize", () => drawCharts());
  darkSystem.addEventListener("change", () => { theme(); render(); });
  addEventListener("keydown", event => {
    if (["INPUT", "SELECT", "BUTTON", "A"].includes(event.target.tagName) || event.ctrlKey || event.metaKey) return;
    const key = { " ": pause, d: changeTheme, "/": () => place("filter").focus(),
      1: () => choose(1), 5: () => choose(5), 9: () => choose(15) }[event.key];
    if (key) {
      event.preventDefault();
      key();
    }
  });

  readView();
  theme();
  refresh();
})();
