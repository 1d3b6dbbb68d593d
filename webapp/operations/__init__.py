"""For those who run the site: health and metrics."""

from webapp.operations import health, metrics
from webapp.operations.metrics import init_app

__all__ = ["BLUEPRINTS", "init_app"]

BLUEPRINTS = (health.blueprint, metrics.blueprint)
