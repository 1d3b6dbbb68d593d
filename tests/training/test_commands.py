"""The command line: typed arguments, and every fault one sentence with exit status 2."""

from __future__ import annotations

import logging

import pytest

from training.__main__ import main
from training.runtime import log

pytestmark = pytest.mark.usefixtures("logger_as_it_was")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("data", "--seed", "x"), "argument --seed: expected a whole number from 0 up, got 'x'"),
        (("train", "--svd-k", "0"), "argument --svd-k: expected 1 or more, got 0"),
        (("evaluate", "--seeds", "seven"), "argument --seeds: expected a whole number"),
        (("evaluate", "--jobs", "0"), "argument --jobs: expected 1 or more, got 0"),
        (("tune", "--quiet", "--verbose"), "argument --verbose: not allowed with argument --quiet"),
        (("dance",), "invalid choice: 'dance'"),
    ],
)
def test_arguments_have_types(capsys, arguments, sentence):
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    assert stopped.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("data", "--data", "/nowhere"), "/nowhere is no file or folder and no known name"),
        (("tune", "--methods", "magic"), "There is nothing to tune of 'magic'; there are"),
        (("train", "--steps", "magic"), "There is no step 'magic'; the steps are popularity"),
    ],
)
def test_faults_are_one_sentence(capsys, arguments, sentence):
    assert main(list(arguments)) == 2
    said = capsys.readouterr().err
    assert said.startswith("training: ")
    assert sentence in said
    assert said.count("\n") == 1


def test_a_stop_is_no_traceback(capsys, monkeypatch):
    def stop(options):
        raise KeyboardInterrupt

    monkeypatch.setattr("training.commands.data", stop)
    assert main(["data"]) == 130
    assert "the published run is as it was" in capsys.readouterr().err


def test_how_much_is_said(capsys):
    said = logging.getLogger("training.anything")
    for level, expected in (
        (log.QUIET, "careful\n"),
        (log.NORMAL, "done\ncareful\n"),
        (log.VERBOSE, "    found\ndone\ncareful\n"),
    ):
        log.configure(level)
        said.debug("found")
        said.info("done")
        said.warning("careful")
        assert capsys.readouterr().err == expected
