"""What can be set about the network and its training."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DnmfConfig:
    """Settings of deep neural matrix factorization, tuned on splits that are never reported."""

    embedding_size: int = 30
    """Latent factors of a user and of a movie; below 32 TensorFlow's sparse product is fastest."""
    hidden_units: tuple[int, int] = (32, 16)
    """Units of the two hidden layers of the perceptron path."""
    bias_damping: float = 3.0
    """Ratings' worth of doubt that pulls a user's or movie's bias towards none."""
    history_exponent: float = 0.7
    """A sum over n ratings is divided by (n + 1) to this power; 1 would be their mean."""
    hidden_parts: int = 5
    """An epoch hides the ratings in this many random parts, one at a time, to predict them."""
    shortened_users: float = 0.1
    """Share of users of whom a step shows a few ratings only: so three picks are embedded well."""
    shortened_length: int = 10
    """Ratings that are shown of such a user at most, about; the least is about one."""
    max_targets: int = 200_000
    """Hidden ratings that one step predicts at most, which bounds its memory on large data."""
    table_dropout: float = 0.2
    """Share of the movies' and raters' contributions to embeddings dropped in a step."""
    embedding_dropout: float = 0.2
    """Share of an embedding's numbers dropped before the two paths."""
    learning_rate: float = 6e-3
    """Adam's step size after the warm-up."""
    warmup_steps: int = 30
    """Steps over which the learning rate grows from nothing to its full size."""
    averaging: float = 0.97
    """Decay per step of the running average of the weights, which is what predicts."""
    max_epochs: int = 45
    """Epochs after which the search for their number ends in any case."""
    patience: int = 4
    """Epochs without a better validation RMSE after which the search stops."""
    min_gain: float = 3e-4
    """Stars by which the validation RMSE must fall to count as better."""
    validation_share: float = 0.1
    """Share of the training ratings held out while the number of epochs is sought."""

    def __post_init__(self) -> None:
        for name in ("embedding_size", "shortened_length", "max_targets", "max_epochs", "patience"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1, not {getattr(self, name)}")
        if self.hidden_parts < 2:
            raise ValueError(f"hidden_parts must be at least 2, not {self.hidden_parts}")
        for name in ("shortened_users", "table_dropout", "embedding_dropout", "averaging"):
            if not 0 <= getattr(self, name) < 1:
                raise ValueError(f"{name} must be in [0, 1), not {getattr(self, name)}")
        if not 0 < self.validation_share < 1:
            raise ValueError(f"validation_share must be in (0, 1), not {self.validation_share}")
