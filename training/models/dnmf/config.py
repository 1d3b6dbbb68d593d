"""What can be set about the network and its training, and what is fixed."""

from __future__ import annotations

from dataclasses import dataclass

from training.settings import at_least, share, whole

BIAS_DAMPING = 3.0
"""Ratings' worth of doubt that pulls a user's or movie's bias towards none."""
HISTORY_EXPONENT = 0.7
"""A sum over n ratings is divided by (n + 1) to this power; 1 would be their mean."""
SHORTENED_USERS = 0.1
"""Share of users of whom a step shows a few ratings only: so three picks are embedded well."""
SHORTENED_LENGTH = 10
"""Ratings that are shown of such a user at most, about; the least is about one."""
MAX_TARGETS = 200_000
"""Hidden ratings that one step predicts at most, which bounds its memory on large data."""
TABLE_DROPOUT = 0.2
"""Share of the movies' and raters' contributions to embeddings dropped in a step."""
LEARNING_RATE = 6e-3
"""Adam's step size after the warm-up."""
WARMUP_STEPS = 30
"""Steps over which the learning rate grows from nothing to its full size."""
AVERAGING = 0.97
"""Decay per step of the running average of the weights, which is what predicts."""
VALIDATION_SHARE = 0.1
"""Share of the training ratings held out while the number of epochs is sought."""


@dataclass(frozen=True)
class DnmfConfig:
    """Settings of deep neural matrix factorization, tuned on splits that are never reported."""

    embedding_size: int = 30
    """Latent factors of a user and of a movie; below 32 TensorFlow's sparse product is fastest."""
    hidden_units: tuple[int, int] = (32, 16)
    """Units of the two hidden layers of the perceptron path."""
    hidden_parts: int = 5
    """An epoch hides the ratings in this many random parts, one at a time, to predict them."""
    embedding_dropout: float = 0.2
    """Share of an embedding's numbers dropped before the two paths."""
    max_epochs: int = 45
    """Epochs after which the search for their number ends in any case."""
    patience: int = 4
    """Epochs without a better validation RMSE after which the search stops."""
    min_gain: float = 3e-4
    """Stars by which the validation RMSE must fall to count as better."""
    max_learned_ratings: int = 8_000_000
    """Ratings that are learned from at most, about: all those of a random sample of the users."""
    max_searched_ratings: int = 400_000
    """Ratings on which the number of epochs is sought at most, of a sample of those users."""

    def __post_init__(self) -> None:
        whole(
            embedding_size=self.embedding_size,
            max_epochs=self.max_epochs,
            patience=self.patience,
            max_learned_ratings=self.max_learned_ratings,
            max_searched_ratings=self.max_searched_ratings,
        )
        for units in self.hidden_units:
            whole(hidden_units=units)
        whole(2, hidden_parts=self.hidden_parts)
        share(embedding_dropout=self.embedding_dropout)
        at_least(0, min_gain=self.min_gain)
