"""Titles as people write them."""

import pytest

from training.data.titles import display_title


@pytest.mark.parametrize(
    ("published", "title", "year"),
    [
        ("Shawshank Redemption, The (1994)", "The Shawshank Redemption", 1994),
        ("Boot, Das (Boat, The) (1981)", "Das Boot (The Boat)", 1981),
        (
            "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
            "The City of Lost Children (La Cité des enfants perdus)",
            1995,
        ),
        ("Avventura, L' (Adventure, The) (1960)", "L'Avventura (The Adventure)", 1960),
        ("Bear, The (Ours, L’) (1988)", "The Bear (L’Ours)", 1988),
        (
            "Pom Poko (a.k.a. Raccoon War, The) (Heisei tanuki gassen pompoko) (1994)",
            "Pom Poko (a.k.a. The Raccoon War) (Heisei tanuki gassen pompoko)",
            1994,
        ),
        (
            "Good, the Bad and the Ugly, The (Buono, il brutto, il cattivo, Il) (1966)",
            "The Good, the Bad and the Ugly (Il Buono, il brutto, il cattivo)",
            1966,
        ),
        (
            "Adventures of Priscilla, Queen of the Desert, The (1994)",
            "The Adventures of Priscilla, Queen of the Desert",
            1994,
        ),
        ("Blind Side, The  (2009)", "The Blind Side", 2009),
        ("Runaway Brain (1995) ", "Runaway Brain", 1995),
        ("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006),
        ("Doctor Whom (2005- )", "Doctor Whom", 2005),
        ("Land Before Time III, The (1995) (V)", "The Land Before Time III", 1995),
        ("Babylon 5", "Babylon 5", None),
        ("The OA", "The OA", None),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968),
        ("1984", "1984", None),
        ("Paris, Texas (1984)", "Paris, Texas", 1984),
        ("I, Tonya (2017)", "I, Tonya", 2017),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009),
        ("Lust, Caution (Se, jie) (2007)", "Lust, Caution (Se, jie)", 2007),
    ],
)
def test_display_title(published: str, title: str, year: int | None) -> None:
    assert display_title(published) == (title, year)
