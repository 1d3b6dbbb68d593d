"""The pages that people look at."""

from webapp.pages import models, more, picking, posters, saved, users

BLUEPRINTS = tuple(page.blueprint for page in (picking, more, saved, users, models, posters))
