"""The JSON API: answers, films, users, models, and its own description."""

from webapp.api import answers, docs, models, movies, new_users, openapi, usage, users

BLUEPRINTS = tuple(
    part.blueprint for part in (answers, movies, users, new_users, models, usage, openapi, docs)
)
