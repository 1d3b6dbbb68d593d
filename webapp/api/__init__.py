"""The JSON API: answers, films, users, models, and its own description."""

from webapp.api import answers, docs, lists, models, movies, new_users, openapi, usage, users

BLUEPRINTS = tuple(
    part.blueprint
    for part in (answers, movies, users, new_users, lists, models, usage, openapi, docs)
)
