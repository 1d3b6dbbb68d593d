"""The drawn posters of the films that can appear: their looks, and the drawings."""
