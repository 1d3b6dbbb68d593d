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
    together,
    users,
)

_PICKS = (picking, more, lists, together)
_TAKEN_ALONG = (saved, downloads)
_ABOUT = (users, models, posters, fetched_posters)

BLUEPRINTS = tuple(page.blueprint for page in (*_PICKS, *_TAKEN_ALONG, *_ABOUT))
