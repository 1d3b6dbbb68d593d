"""How gunicorn serves: ``gunicorn --config webapp/gunicorn.conf.py "webapp:create_app()"``.

Settings from the environment: HOST (default 127.0.0.1), PORT (8000), WEB_CONCURRENCY
(workers; default one per core) and MATINEE_ARTIFACTS (see ``webapp/__init__.py``).
"""
# ruff: noqa: N999 - the name that gunicorn looks for

import logging
import os
import shutil
import tempfile

import gunicorn.http.message

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count() or 1)
worker_class = "gthread"
threads = 4
preload_app = True  # the tables are read once and their pages shared by all workers
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108
graceful_timeout = 10
keepalive = 15  # seconds; one visit loads a wall of posters over the same connection
control_socket_disable = True  # nobody steers the server through a file in the home folder

# A request line that is too long gets the site's own page (see picks.LONGEST_QUERY) instead of
# gunicorn's bare one. Gunicorn offers 8190 bytes or no limit; between these lies what is wanted.
gunicorn.http.message.MAX_REQUEST_LINE = 65536
limit_request_line = 65535

accesslog = "-"
access_log_format = '%(h)s "%(r)s" %(s)s %(b)s bytes %(M)s ms'
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")  # the site

# The metrics of all workers together: each writes its own files here (see operations.py).
# prometheus_client reads the variable when it is imported, so it is set before the site is.
if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="matinee-metrics-")


def child_exit(server, worker):
    """Forget the live gauges of a worker that is gone; its counts stay."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    """Leave nothing behind."""
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
