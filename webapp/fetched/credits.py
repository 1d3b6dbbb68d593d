"""Who is to be named under a page: templates note what they show, the footer reads it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, g
from markupsafe import Markup

from tables.fetched.entries import WIDTHS
from webapp.run_view import Film, RunView


@dataclass
class Credits:
    """Whose posters and facts a page shows, or may show by its scripts."""

    fetched: bool = False
    drawn: bool = False


def init_app(app: Flask) -> None:
    """Give templates what notes and what reads the credits of the page being rendered."""

    @app.template_global()
    def fetched(film: Film, sizes: str = "") -> Markup | str:
        """Note that a film's poster is shown, and the attributes that offer both of its sizes.

        ``sizes`` says how wide the page shows it, as the attribute does; a thumbnail has
        none, since the small one is large enough. A drawn poster needs no attributes. A
        function and no macro: a wall calls it a hundred times.
        """
        credits = page_credits()
        if film.poster_large is None:
            credits.drawn = True
            return ""
        credits.fetched = True
        if not sizes:
            return ""
        small, large = WIDTHS
        # Addresses are made of digits and hashes, and sizes stand in our templates.
        return Markup(  # noqa: S704
            f' srcset="{film.poster} {small}w, {film.poster_large} {large}w" sizes="{sizes}"'
        )

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
        found: Credits | None = g.get("credits")
        if found is None:
            found = g.credits = Credits()
        return found
