"""Opening and letting go of published arrays."""

from __future__ import annotations

import numpy as np

from tables.arrays.files import let_go, load_array


def test_an_array_that_was_let_go_is_read_again(tmp_path):
    array = np.arange(5000)
    np.save(tmp_path / "array.npy", array)
    opened = load_array(tmp_path / "array.npy")
    for one in (opened, np.asarray(opened), np.asarray(opened)[10:], array):
        expected = one.copy()
        let_go(one)
        np.testing.assert_array_equal(one, expected)
