#!/usr/bin/env python3
"""Starts bin/gateway some times and prints after how many seconds its page moves.

usage: src/monitoring/incident/start.py [RUNS]     (3)

Asks what the page's script asks: the port, the page, the first point of the history, with which there
are figures, and the second, with which they move. The gateway is built first, where it was not yet.
"""
import json, os, signal, socket, subprocess, sys, time, urllib.request

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
STEPS = ["port open", "page 200", "first point", "second point"]
POLL_SECONDS = 0.01
PATIENCE_SECONDS = 60


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def is_open(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def get(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=2) as answer:
            return answer.read()
    except OSError:
        return None


def points(port):
    answer = get(port, "metrics/history")
    return len(json.loads(answer)["points"]) if answer else 0


def run():
    port = free_port()
    reached = [lambda: is_open(port), lambda: get(port, ""), lambda: points(port) >= 1, lambda: points(port) >= 2]
    began = time.monotonic()
    gateway = subprocess.Popen([ROOT + "/bin/gateway", "--port=0", f"--metrics-port={port}"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for step, is_reached in zip(STEPS, reached):
            while not is_reached():
                if gateway.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                    sys.exit(f"not reached: {step}")
                time.sleep(POLL_SECONDS)
            print(f"{step} {time.monotonic() - began:.2f} s", end="\n" if step == STEPS[-1] else ", ", flush=True)
    finally:
        gateway.send_signal(signal.SIGTERM)
        gateway.wait()


if len(sys.argv) > 2 or not all(given.isdigit() for given in sys.argv[1:]):
    sys.exit(__doc__)
subprocess.run([ROOT + "/bin/gateway", "--version"], stdout=subprocess.DEVNULL, check=True)
for _ in range(int((sys.argv[1:] or ["3"])[0])):
    run()
