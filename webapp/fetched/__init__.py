"""Fetched posters on the site: followed while it runs, addressed, and credited where they show."""
