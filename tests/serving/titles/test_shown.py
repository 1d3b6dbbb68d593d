"""Other titles leave a title, and nothing else does."""

from __future__ import annotations

import pytest

from serving.titles.shown import shown_title


@pytest.mark.parametrize(
    ("title", "shown", "others"),
    [
        ("Seven (a.k.a. Se7en)", "Seven", ("Se7en",)),
        ("Léon (AKA: The Professional) (The Cleaner)", "Léon", ("The Professional", "The Cleaner")),
        ("Amelie (Le fabuleux destin d'Amélie Poulain)", "Amelie", None),
        ("(500) Days of Summer", "(500) Days of Summer", ()),
        ("You Are (Not) Alone (Jo)", "You Are (Not) Alone", ("Jo",)),
        ("Birdman: Or (The Unexpected Virtue of Ignorance)", None, ()),
        ("Story (Part 2)", None, ()),
        ("Hotel (Part 1 of 'The Line')", "Hotel", ("Part 1 of 'The Line'",)),
        ("1-900 (06)", None, ()),
        ("(x)", None, ()),
        ("Nothing in it ()", "Nothing in it", ()),
        ("", "", ()),
    ],
)
def test_a_title_is_shown_without_its_other_titles(title, shown, others):
    found = shown_title(title)
    assert found.title == (title if shown is None else shown)
    if others is not None:
        assert found.others == others
