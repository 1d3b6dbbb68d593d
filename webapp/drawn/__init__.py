"""Drawn posters on the site: where they are, and which look a film has on a page."""
