"""The pages that people look at."""

from webapp.pages import models, more, picking, posters, users

BLUEPRINTS = tuple(page.blueprint for page in (picking, more, users, models, posters))
