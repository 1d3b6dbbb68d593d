"""The pages that people look at."""

from webapp.pages import downloads, lists, models, more, picking, posters, saved, users

BLUEPRINTS = tuple(
    page.blueprint for page in (picking, more, lists, downloads, saved, users, models, posters)
)
