"""The pictures on drawn posters: abstract motifs, several to a genre.

A motif draws on a canvas with the colours of a palette; ``rng`` is seeded by the film,
so each film gets its own variation, the same every time.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from posters.canvas import Canvas, Palette
from posters.motifs import dark, journeys, people, wonder

Motif = Callable[[Canvas, Palette, Random], None]

MOTIFS: dict[str, tuple[Motif, ...]] = {
    "Film-Noir": (dark.blinds, dark.spotlight, dark.skyline),
    "Western": (journeys.mesas, journeys.sheriff),
    "Musical": (people.sound_waves, people.record, people.piano),
    "Horror": (dark.claws, dark.eye, dark.bare_tree, dark.house_on_the_hill),
    "Sci-Fi": (
        wonder.orbits,
        wonder.ringed_planet,
        wonder.grid_sun,
        wonder.warp,
        wonder.rocket,
        wonder.moons,
    ),
    "War": (dark.stripes_and_star, dark.searchlights, dark.parachutes),
    "Documentary": (people.dot_grid, people.contours, people.film_strip),
    "Animation": (wonder.blobs, wonder.balloons),
    "Children": (wonder.toy_blocks, wonder.balloons),
    "Fantasy": (wonder.castle, wonder.old_tree, wonder.crystals),
    "Mystery": (dark.keyhole, dark.doors, dark.magnifier, dark.street_lamp),
    "Crime": (
        dark.target,
        dark.fingerprint,
        dark.police_tape,
        dark.playing_card,
        dark.getaway,
        dark.skyline,
    ),
    "Romance": (people.two_circles, people.ribbons, people.petals, people.moonlight, people.hearts),
    "Adventure": (journeys.mountains, journeys.sailing, journeys.compass),
    "Thriller": (dark.vertigo, dark.tunnel, dark.sliced, dark.long_shadow, dark.torn, dark.fuse),
    "Action": (
        journeys.burst,
        journeys.shards,
        journeys.speed,
        journeys.lightning,
        journeys.tightrope,
    ),
    "Comedy": (people.smiles, people.confetti, people.bowler_hat, people.cocktail, people.spring),
    "Drama": (
        people.colour_fields,
        people.sun_and_hills,
        people.stairs,
        people.window,
        people.mask,
        people.umbrella,
        people.candle,
        people.paper_boat,
    ),
    "": (people.bauhaus,),
}
"""By genre, the rarest and most telling first; the last serves films of no listed genre."""
