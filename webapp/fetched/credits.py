"""Who is to be named under a page: templates note what they show, the footer reads it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g

from webapp.run_view import Film, RunView


@dataclass
class Credits:
    """Whose posters and facts a page shows, or may show by its scripts."""

    fetched: bool = False
    drawn: bool = False


def init_app(app: Flask) -> None:
    """Give templates what notes and what reads the credits of the page being rendered."""

    @app.template_global()
    def credited(film: Film) -> bool:
        """Note that a film's poster is shown; whether it was fetched."""
        fetched = film.poster_large is not None
        credits = page_credits()
        credits.fetched |= fetched
        credits.drawn |= not fetched
        return fetched

    @app.template_global()
    def credit_any(view: RunView) -> str:
        """Note that scripts may show any film; nothing to be seen."""
        credits = page_credits()
        credits.fetched |= bool(view.fetched)
        credits.drawn = True
        return ""

    @app.template_global()
    def credit_facts() -> str:
        """Note that facts of TMDB are shown; nothing to be seen."""
        page_credits().fetched = True
        return ""

    @app.template_global()
    def page_credits() -> Credits:
        """What was noted so far."""
        if "credits" not in g:
            g.credits = Credits()
        found: Credits = g.credits
        return found
