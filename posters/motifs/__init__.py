"""The pictures on drawn posters: abstract motifs, several to a genre.

A motif draws on a canvas with the colours of a palette; ``rng`` is seeded by the film,
so each film gets its own variation, the same every time.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from posters.canvas import Canvas, Palette
from posters.motifs import (
    comedy,
    drama,
    horror,
    journeys,
    music,
    patterns,
    romance,
    suspense,
    underworld,
    war,
    wonder,
)

Motif = Callable[[Canvas, Palette, Random], None]

MOTIFS: dict[str, tuple[Motif, ...]] = {
    "Film-Noir": (underworld.blinds, underworld.spotlight, underworld.skyline),
    "Western": (journeys.mesas, journeys.sheriff),
    "Musical": (music.sound_waves, music.record, music.piano),
    "Horror": (horror.claws, horror.eye, horror.bare_tree, horror.house_on_the_hill),
    "Sci-Fi": (
        wonder.orbits,
        wonder.ringed_planet,
        wonder.grid_sun,
        wonder.warp,
        wonder.rocket,
        wonder.moons,
    ),
    "War": (war.stripes_and_star, war.searchlights, war.parachutes),
    "Documentary": (patterns.dot_grid, patterns.contours, patterns.film_strip),
    "Animation": (wonder.blobs, wonder.balloons),
    "Children": (wonder.toy_blocks, wonder.balloons),
    "Fantasy": (wonder.castle, wonder.old_tree, wonder.crystals),
    "Mystery": (suspense.keyhole, suspense.doors, suspense.magnifier, suspense.street_lamp),
    "Crime": (
        underworld.target,
        underworld.fingerprint,
        underworld.police_tape,
        underworld.playing_card,
        underworld.getaway,
        underworld.skyline,
    ),
    "Romance": (
        romance.two_circles,
        romance.ribbons,
        romance.petals,
        romance.moonlight,
        romance.hearts,
    ),
    "Adventure": (journeys.mountains, journeys.sailing, journeys.compass),
    "Thriller": (
        suspense.vertigo,
        suspense.tunnel,
        suspense.sliced,
        suspense.long_shadow,
        suspense.torn,
        suspense.fuse,
    ),
    "Action": (
        journeys.burst,
        journeys.shards,
        journeys.speed,
        journeys.lightning,
        journeys.tightrope,
    ),
    "Comedy": (comedy.smiles, comedy.confetti, comedy.bowler_hat, comedy.cocktail, comedy.spring),
    "Drama": (
        drama.colour_fields,
        drama.sun_and_hills,
        drama.stairs,
        drama.window,
        drama.mask,
        drama.umbrella,
        drama.candle,
        drama.paper_boat,
    ),
    "": (patterns.bauhaus,),
}
"""By genre, the rarest and most telling first; the last serves films of no listed genre."""
