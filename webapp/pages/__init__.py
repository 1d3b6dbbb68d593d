"""The pages that people look at."""

from webapp.pages import downloads, lists, models, more, picking, posters, users

BLUEPRINTS = tuple(
    page.blueprint for page in (picking, more, lists, downloads, users, models, posters)
)
