"""How gunicorn serves: ``gunicorn --config webapp/gunicorn.conf.py "webapp:create_app()"``.

Settings from the environment: HOST (default 127.0.0.1), PORT (8000), WEB_CONCURRENCY
(workers; default one per core), MATINEE_ARTIFACTS, MATINEE_URL and MATINEE_CORS (see
``webapp/__init__.py``). A value that cannot be used ends it with one sentence and the exit
status 2.
"""
# ruff: noqa: N999 - the name that gunicorn looks for

import gc
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

import gunicorn.http.message

# Started by its script and not by `python -m gunicorn`, it does not look here yet.
sys.path.append(str(Path(__file__).resolve().parents[1]))

from preflight import settings
from preflight.errors import PreflightError

try:
    # Not whether they are free: a reload (HUP) reads this again, and then they are not.
    _host, _port = settings.host(os.environ), settings.port(os.environ)
    workers = settings.workers(os.environ)
    settings.origins(os.environ)
    settings.url(os.environ)
except PreflightError as error:
    print(f"matinee: {error}", file=sys.stderr)
    sys.exit(2)

# There is a worker for each core: products in several threads each would only wait for one
# another (measured: twice the processor time). NumPy reads this when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_shown = f"[{_host}]" if ":" in _host else _host  # an IPv6 address
bind = f"{_shown}:{_port}"


def _heartbeat_folder():
    """Memory, where it can be written to: a slow disk would make workers look dead."""
    try:
        with tempfile.TemporaryFile(dir="/dev/shm"):
            return "/dev/shm"  # noqa: S108
    except OSError:
        return None  # gunicorn's own choice, the folder for temporary files


worker_class = "gthread"
threads = 4
preload_app = True  # the tables are read once and their pages shared by all workers
worker_tmp_dir = _heartbeat_folder()
graceful_timeout = 10
keepalive = 15  # seconds; one visit loads a wall of posters over the same connection
control_socket_disable = True  # nobody steers the server through a file in the home folder

# A request line that is too long gets the site's own page (see picks.LONGEST_QUERY) instead of
# gunicorn's bare one. Gunicorn offers 8190 bytes or no limit; between these lies what is wanted.
gunicorn.http.message.MAX_REQUEST_LINE = 65536
limit_request_line = 65535

# A request says nothing of where the site is mounted, whoever sends it.
forwarder_headers = ""

loglevel = "warning"  # the address is said below; that a worker boots is nobody's news
accesslog = "-"
access_log_format = '%(h)s "%(r)s" %(s)s %(b)s bytes %(M)s ms'
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")  # the site

# The metrics of all workers together: each writes its own files here, and
# webapp/operations/metrics.py adds them up.
# prometheus_client reads the variable when it is imported, so it is set before the site is.
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="matinee-metrics-")


def when_ready(server):
    """Say where the site is; everything that listens everywhere is here, too."""
    gc.collect()
    gc.freeze()  # looking for garbage would write into the pages that all workers share
    name = "127.0.0.1" if _host in ("0.0.0.0", "::") else _shown  # noqa: S104
    print(f"Matinee is on http://{name}:{_port} (Ctrl-C ends it)", flush=True)


def child_exit(server, worker):
    """Forget the live gauges of a worker that is gone; its counts stay."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    """Leave nothing behind."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
