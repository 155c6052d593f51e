(() => {
  "use strict";
  const REFRESH_MILLIS = 2000;
  const MOST_ROWS = 50;
  const place = id => document.getElementById(id);
  const show = (id, text) => { place(id).textContent = text; };
  const whole = n => n.toLocaleString("en", { maximumFractionDigits: 0 });
  const digits = n => n < 10 ? n.toFixed(2) : n < 100 ? n.toFixed(1) : n.toFixed(0);
  let before = null;

  function time(seconds) {
    if (typeof seconds !== "number") return "–";
    if (seconds < 1e-6) return digits(seconds * 1e9) + " ns";
    if (seconds < 1e-3) return digits(seconds * 1e6) + " µs";
    if (seconds < 1) return digits(seconds * 1e3) + " ms";
    return digits(seconds) + " s";
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

  function status(text) {
    show("status", text);
    place("status").className = "pill " + (text === "healthy" ? "good" : "bad");
  }

  function figures(metrics) {
    show("uptime", span(metrics.uptime_seconds));
    show("series", metrics.series === undefined ? "–" : whole(metrics.series));
    show("epoch", metrics.epoch === undefined ? "–" : whole(metrics.epoch));
    if (metrics.requests_total === undefined) return;
    const errors = metrics.request_errors_total || 0;
    const now = { requests: metrics.requests_total, epoch: metrics.epoch, read: Date.parse(metrics.read) };
    show("requests", whole(now.requests));
    show("errors", now.requests > 0 ? (100 * errors / now.requests).toFixed(2) + " %" : "–");
    if (before && before.epoch === now.epoch && now.read > before.read) {
      const rate = (now.requests - before.requests) * 1000 / (now.read - before.read);
      show("rate", rate < 100 ? rate.toFixed(1) : whole(rate));
    }
    before = now;
  }

  function row(latency) {
    const labels = Object.entries(latency.labels).map(([name, value]) => `${name}=${value}`).join(" ");
    const cells = [latency.name, labels, whole(latency.count),
      time(latency.p50), time(latency.p95), time(latency.p99)];
    const tr = document.createElement("tr");
    for (const cell of cells) {
      tr.appendChild(document.createElement("td")).textContent = cell;
    }
    return tr;
  }

  function latencies(summary) {
    const all = summary.latencies.filter(latency => latency.count > 0)
      .sort((a, b) => b.count - a.count);
    if (all.length === 0) return;
    place("latencies").replaceChildren(...all.slice(0, MOST_ROWS).map(row));
    show("more", all.length > MOST_ROWS ? `and ${all.length - MOST_ROWS} more in the summary` : "");
  }

  async function read(path) {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    return answer.json(); // 503 has a body too: unhealthy is an answer
  }

  async function refresh() {
    try {
      const health = await read("health");
      figures(await read("{{metrics}}/health"));
      latencies(await read("{{metrics}}/summary"));
      status(health.status || "no answer");
    } catch (away) {
      status("no answer");
    }
    setTimeout(refresh, REFRESH_MILLIS);
  }

  refresh();
})();
