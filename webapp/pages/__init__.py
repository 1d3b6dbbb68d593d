"""The pages that people look at."""

from webapp.pages import (
    downloads,
    fetched_posters,
    lists,
    models,
    more,
    picking,
    posters,
    saved,
    shell,
    together,
    users,
)
from webapp.previews import pages as previews

_PICKS = (picking, more, lists, together)
_TAKEN_ALONG = (saved, downloads)
_ABOUT = (users, models, posters, fetched_posters)
_AROUND = (previews, shell)

BLUEPRINTS = tuple(page.blueprint for page in (*_PICKS, *_TAKEN_ALONG, *_ABOUT, *_AROUND))
