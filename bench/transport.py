"""The transport against its peers: a whole process that makes one request, and kept connections.

    python bench/transport.py [ROUNDS]

Peers run interleaved in the same rounds, each with the same certificates; what counts are ratios.
Those that are not installed are left out.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from tests.authority import Authority
from tests.loopback import OK, serving

_OURS = """
from paraph.client.connection import HttpTransport
from paraph.client.tls import TlsSettings
from paraph.core.message import Request
transport = HttpTransport(tls=TlsSettings(ca_bundle={ca!r}))
def get():
    return transport.send(Request("GET", {url!r})).body
"""
_OURS_PUBLIC = _OURS.replace("HttpTransport(tls", "HttpTransport(raw=False, tls")
_HTTP_CLIENT = """
import http.client, ssl
context = ssl.create_default_context(cafile={file!r})
connection = http.client.HTTPSConnection("localhost", {port}, context=context)
def get():
    connection.request("GET", "/")
    return connection.getresponse().read()
"""
_URLLIB3 = """
import urllib3
pool = urllib3.PoolManager(ca_certs={file!r})
def get():
    return pool.request("GET", {url!r}, retries=False).data
"""
PEERS = {
    "paraph": _OURS,
    "paraph on ssl": _OURS_PUBLIC,
    "http.client": _HTTP_CLIENT,
    "urllib3": _URLLIB3,
    "bare python": "def get():\n    return b'ok'\n",
}


_KEPT = """
import time
get()
took = []
for _ in range(8):
    begin = time.process_time()
    for _ in range(300):
        get()
    took.append((time.process_time() - begin) / 300 * 1e6)
print(min(took))
"""


def run(program):
    """Return (milliseconds of CPU, output) of a process of its own.

    CPU rather than wall time: what others do on the machine counts less.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        f"import sys; sys.path[:0] = {sys.path!r}\n{program}",
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used * 1000, output


def available(script):
    try:
        exec(script, {})
    except ImportError:
        return False
    return True


def rows(rounds):
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        hashed = Path(folder, "hashed")
        hashed.mkdir()
        own = Path(authority.bundle).read_text()
        (hashed / f"{authority.subject_hash()}.0").write_text(own)
        # The peers load a file: the platform's bundle, as they would, with our authority in it.
        platform = Path("/etc/ssl/certs/ca-certificates.crt")
        bundle = Path(folder, "bundle.pem")
        bundle.write_text((platform.read_text() if platform.exists() else "") + own)
        with serving(OK, authority.server_context("localhost")) as server:
            # A directory for us, as find_trust() chooses where there is one
            facts = {"url": server.url + "/", "port": server.port}
            facts |= {"ca": str(hashed), "file": str(bundle)}
            scripts = {name: script.format(**facts) for name, script in PEERS.items()}
            scripts = {name: script for name, script in scripts.items() if available(script)}
            took = {name: [] for name in scripts}
            for _ in range(rounds):
                for name, script in scripts.items():
                    took[name].append(run(f"{script}\nassert get() == b'ok'")[0])
            for name, script in scripts.items():
                kept = None if name == "bare python" else float(run(script + _KEPT)[1])
                yield name, statistics.median(took[name]), kept


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    found = list(rows(rounds))
    bare = next(median for name, median, _ in found if name == "bare python")
    ours = found[0]
    print("CPU of one verified GET, the whole process; then of one GET over a kept TLS connection")
    print(f"{'':14} {'ms':>7} {'over bare':>10} {'ratio':>6} {'kept µs':>9} {'ratio':>6}")
    for name, median, kept in found:
        over = median - bare
        line = f"{name:14} {median:7.1f} {over:10.1f}"
        if kept is not None:
            line += f" {over / (ours[1] - bare):6.1f} {kept:9.0f} {kept / ours[2]:6.2f}"
        print(line)
    print(f"Python {sys.version.split()[0]}, {rounds} rounds")


if __name__ == "__main__":
    main()
