#!/usr/bin/env python3
"""Plays an incident against bin/observe and prints who tells of it, and after how many seconds.

usage: src/monitoring/incident/play.py [gc | collects | slow | dies]...     (all four, one after the other)

Two upstreams answer in 5 ms, a client sends some 30 requests a second to each. Then /slow takes 800 ms,
or /dies is no more, or the gateway collects garbage, once or all the time (jcmd must be on the PATH).
What the page shows is read where its script reads it. Alerts are waited for as long as their rules
say, so each but the first takes some six minutes. Ports 17001 to 17005 of 127.0.0.1 have to be free.
"""
import http.server, json, os, signal, subprocess, sys, threading, time, urllib.request

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
GATEWAY, METRICS, PROMETHEUS, SLOW, DIES = range(17001, 17006)
LOAD_THREADS = 4
GAP_SECONDS = 0.08  # of each of four threads an upstream
took = {"slow": 0.005, "dies": 0.005}


def upstream(name, port):
    class Answer(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            if took[name] is None:  # dead: a connection that was kept ends, too
                self.close_connection = True
                return
            time.sleep(took[name])
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ok")

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Answer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def get(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.read().decode()
    except OSError:
        return ""


def load(path, stopped):
    while not stopped.is_set():
        get(f"http://127.0.0.1:{GATEWAY}/{path}/a")
        time.sleep(GAP_SECONDS)


def metrics(path):
    return get(f"http://127.0.0.1:{METRICS}/{path}")


def points():
    return json.loads(metrics("metrics/history") or '{"points": []}')["points"]


def number(value):
    return float(value) if isinstance(value, (int, float)) else 0.0


def slowest(of):
    found = json.loads(metrics("metrics/slow") or "{}")
    return found.get(of, [])


def top():
    looked = subprocess.run([ROOT + "/bin/hairspring", "top", "--once", f"http://127.0.0.1:{METRICS}"],
                            capture_output=True, text=True)
    return looked.stdout


def alert(name, of):
    def fires():
        alerts = json.loads(get(f"http://127.0.0.1:{PROMETHEUS}/api/v1/alerts") or "{}")
        for each in alerts.get("data", {}).get("alerts", []):
            labels = each["labels"]
            told = [labels[key] for key in ("endpoint", "provider", "check", "slo") if key in labels]
            if labels["alertname"] == name and each["state"] == "firing" and of in " ".join(told):
                return ", ".join(told) or each["annotations"]["summary"]
        return None
    return fires


def play(what, begin, watches, patience):
    print(f"{what}:", flush=True)
    began = time.time()
    begin()
    left = dict(watches)
    while left and time.time() - began < patience:
        for who in list(left):
            said = left[who]()
            if said:
                print(f"  {time.time() - began:6.1f} s  {who}: {said}", flush=True)
                del left[who]
        time.sleep(0.25)
    for who in left:
        print(f"  not in {patience} s  {who}", flush=True)


def page_p99():
    last = points()[-1:]
    return f"p99 {1000 * last[0]['p99']:.0f} ms" if last and number(last[0]["p99"]) > 0.4 else None


def page_errors():
    last = points()[-1:]
    return f"{last[0]['errors']} errors of {last[0]['requests']}" if last and last[0]["errors"] > 0 else None


def page_health():
    health = json.loads(metrics("health?fresh=false") or "{}")
    check = health.get("health_checks", {}).get("upstream /dies", {})
    return f"upstream /dies is {check['status']}" if check.get("status") not in (None, "healthy") else None


def slow_request():
    for each in slowest("slowest"):
        if each["duration_seconds"] > 0.5 and each["endpoint"] == "/slow/a":
            return f"{each['endpoint']} {each['duration_seconds']:.3f} s, first_byte {each['phases_seconds']['first_byte']:.3f} s"
    return None


def failure():
    for each in slowest("failures"):
        if each["endpoint"] == "/dies/a":
            return f"{each['endpoint']} {each['status']}"
    return None


def in_top(text):
    def shown():
        for line in top().splitlines():
            if text(line):
                return " ".join(line.split())[:110]
        return None
    return shown


def gc_point():
    for point in points()[-2:]:
        if number(point["gc_pause_max"]) > 0.002:
            return f"GC pause {1000 * point['gc_pause_max']:.0f} ms, longest pause {1000 * number(point['hiccup_max']):.0f} ms"
    return None


def gc_request():
    for each in slowest("slowest"):
        if each.get("gc_pause_seconds", 0) > 0.002:
            return f"{each['endpoint']} {1000 * each['duration_seconds']:.0f} ms, of it GC {1000 * each['gc_pause_seconds']:.0f} ms"
    return None


def jvm():
    found = subprocess.run(["pgrep", "-f", f"metrics-port={METRICS}.*"], capture_output=True, text=True).stdout.split()
    return [each for each in found if os.path.basename(os.readlink(f"/proc/{each}/exe")) == "java"][0]


def collect(gateway):
    subprocess.run(["jcmd", gateway, "GC.run"], stdout=subprocess.DEVNULL)


def collect_until(stopped):
    gateway = jvm()
    while not stopped.is_set():
        collect(gateway)


def main():
    wanted = sys.argv[1:] or ["gc", "collects", "slow", "dies"]
    if not set(wanted) <= {"gc", "collects", "slow", "dies"}:
        sys.exit(__doc__)
    upstream("slow", SLOW)
    dying = upstream("dies", DIES)
    observed = subprocess.Popen(
        [ROOT + "/bin/observe", "--prometheus-port", str(PROMETHEUS), f"--port={GATEWAY}", f"--metrics-port={METRICS}",
         f"--route=/slow=http://127.0.0.1:{SLOW}", f"--route=/dies=http://127.0.0.1:{DIES}",
         "--slo=route=/slow,latency=250ms,objective=99", "--slo=route=/dies,objective=99"],
        stdout=subprocess.DEVNULL, start_new_session=True)
    stopped = threading.Event()
    try:
        while not metrics("live"):
            time.sleep(0.2)
        for path in ["slow", "dies"] * LOAD_THREADS:
            threading.Thread(target=load, args=(path, stopped), daemon=True).start()
        time.sleep(20)
        if "gc" in wanted:
            play("a pause for garbage collection", lambda: collect(jvm()),
                 {"page": gc_point, "/metrics/slow": gc_request,
                  "top": in_top(lambda line: "gc " in line and " gc -" not in line and "requests/s" in line)}, 60)
        if "collects" in wanted:
            enough = threading.Event()
            collecting = threading.Thread(target=collect_until, args=(enough,), daemon=True)
            play("garbage is collected all the time", collecting.start,
                 {"page": gc_point, "alert GarbageCollection": alert("GarbageCollection", "")}, 480)
            enough.set()
            collecting.join()
        if "slow" in wanted:
            play("/slow takes 800 ms", lambda: took.update(slow=0.8),
                 {"page": page_p99, "/metrics/slow": slow_request, "top": in_top(lambda line: line.startswith("/slow/a") and " 8" in line),
                  "alert ObjectiveBurnsFast": alert("ObjectiveBurnsFast", "/slow")}, 480)
            took.update(slow=0.005)
        if "dies" in wanted:
            def die():
                took["dies"] = None
                dying.shutdown()
                dying.server_close()
            play("/dies is no more", die,
                 {"page": page_errors, "page, health": page_health, "/metrics/slow": failure,
                  "top": in_top(lambda line: line.startswith("upstream /dies is")),
                  "alert UpstreamDown": alert("UpstreamDown", "/dies"), "alert ObjectiveBurnsFast": alert("ObjectiveBurnsFast", "/dies"),
                  "alert ProviderDown": alert("ProviderDown", "dies"), "alert HighErrorRate": alert("HighErrorRate", "/dies")}, 480)
    finally:
        stopped.set()
        os.kill(observed.pid, signal.SIGTERM)
        observed.wait()


main()
