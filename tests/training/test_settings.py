"""Settings out of range are refused where they enter, by name and with what was given."""

from collections.abc import Callable

import numpy as np
import pytest
from scipy import sparse

from training.data.download import RetryPolicy
from training.methods.baselines.ease import EaseParameters
from training.methods.baselines.implicit_als import ImplicitAlsParameters
from training.methods.baselines.item_neighbours import ItemNeighboursParameters
from training.methods.baselines.latent_cosine import LatentCosineParameters
from training.methods.baselines.most_popular import MostPopularParameters
from training.methods.baselines.multinomial_autoencoder import MultinomialAutoencoderParameters
from training.methods.baselines.plain import PlainParameters
from training.methods.baselines.random_order import RandomOrder
from training.methods.baselines.similar_films import SimilarFilms
from training.methods.baselines.weighting import Weighting
from training.methods.blend.blend import BlendParameters
from training.methods.blend.listwise import ListwiseParameters
from training.methods.fold_in import FoldInMethod
from training.models.als import AlsConfig
from training.models.dnmf.config import DnmfConfig
from training.models.dnmf.estimator import Dnmf
from training.models.factorization.estimator import Factorization
from training.models.factorization.fitting import FitConfig
from training.models.ratings.biased_matrix_factorization import BiasedMatrixFactorization
from training.models.ratings.biases import Biases
from training.models.ratings.neighbours_with_baselines import NeighboursWithBaselines
from training.models.ratings.svd_plus_plus import SvdPlusPlus
from training.models.svd import decompose
from training.settings import at_least, finite, one_of, positive, share, whole

LEAST = {
    AlsConfig: {"rank": 1, "regularization": 0, "iterations": 1},
    Biases: {"user_damping": 0, "movie_damping": 0, "rounds": 1},
    BiasedMatrixFactorization: {"factors": 1, "epochs": 1, "regularization": 0, "seed": 0},
    BlendParameters: {"inner_folds": 2, "popular_shortlist": 1, "less_known_shortlist": 1},
    Dnmf: {"seed": 0, "epochs": 1},
    DnmfConfig: {
        "embedding_size": 1,
        "hidden_parts": 2,
        "max_epochs": 1,
        "patience": 1,
        "min_gain": 0,
    },
    FitConfig: {"epochs": 1, "weight_decay": 0, "batch": 1},
    ImplicitAlsParameters: {"factors": 1, "regularization": 0, "iterations": 1},
    ItemNeighboursParameters: {"shrinkage": 0, "neighbours": 1},
    LatentCosineParameters: {"factors": 1},
    ListwiseParameters: {"l2": 0, "epochs": 1, "lists_per_step": 1},
    MostPopularParameters: {"like_from": 0},
    MultinomialAutoencoderParameters: {
        "hidden": 0,
        "latent": 1,
        "kl_weight": 0,
        "epochs": 1,
        "batch_users": 1,
    },
    NeighboursWithBaselines: {"neighbours": 1, "min_neighbours": 1, "shrinkage": 0},
    PlainParameters: {"neighbours": 1},
    RandomOrder: {"seed": 0},
    RetryPolicy: {"attempts": 1, "backoff_seconds": 0},
    SvdPlusPlus: {"factors": 1, "epochs": 1, "regularization": 0, "seed": 0},
    Weighting: {"like_from": 0, "star_exponent": 0, "user_exponent": 0},
}
POSITIVE = [
    (BiasedMatrixFactorization, "learning_rate"),
    (EaseParameters, "regularization"),
    (FitConfig, "learning_rate"),
    (ImplicitAlsParameters, "confidence"),
    (ImplicitAlsParameters, "pick_confidence"),
    (ItemNeighboursParameters, "similarity_exponent"),
    (MultinomialAutoencoderParameters, "learning_rate"),
    (RetryPolicy, "connect_seconds"),
    (RetryPolicy, "read_seconds"),
    (SvdPlusPlus, "learning_rate"),
]
SHARES = [
    (DnmfConfig, "embedding_dropout"),
    (FitConfig, "embedding_dropout"),
    (MultinomialAutoencoderParameters, "dropout"),
]
FINITE = [
    (EaseParameters, "popularity_exponent"),
    (EaseParameters, "regularization_exponent"),
    (ImplicitAlsParameters, "popularity_exponent"),
    (ItemNeighboursParameters, "candidate_exponent"),
    (ItemNeighboursParameters, "pick_exponent"),
    (LatentCosineParameters, "column_exponent"),
    (LatentCosineParameters, "popularity_exponent"),
    (LatentCosineParameters, "singular_exponent"),
    (MultinomialAutoencoderParameters, "popularity_exponent"),
]


@pytest.mark.parametrize(
    ("settings", "name", "least"),
    [(kind, name, least) for kind, names in LEAST.items() for name, least in names.items()],
)
def test_too_small_a_setting_is_refused(settings, name, least):
    settings(**{name: least})
    with pytest.raises(ValueError, match=f"^{name} must be at least {least}, not {least - 1}$"):
        settings(**{name: least - 1})


@pytest.mark.parametrize(("settings", "name"), POSITIVE)
def test_nothing_is_refused_where_a_number_is_divided_by_or_stepped_with(settings, name):
    with pytest.raises(ValueError, match=f"^{name} must be above 0, not 0$"):
        settings(**{name: 0})


@pytest.mark.parametrize(("settings", "name"), SHARES)
def test_a_share_leaves_something(settings, name):
    with pytest.raises(ValueError, match=rf"^{name} must be in \[0, 1\), not 1.0$"):
        settings(**{name: 1.0})


@pytest.mark.parametrize(("settings", "name"), FINITE)
def test_an_exponent_is_a_number(settings, name):
    with pytest.raises(ValueError, match=f"^{name} must be a finite number, not nan$"):
        settings(**{name: float("nan")})


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: DnmfConfig(hidden_units=(8, 0)), "hidden_units must be at least 1, not 0"),
        (lambda: Factorization("svd++"), "name must be one of mf, pmf, nn, not 'svd"),
        (lambda: Factorization("mf", seed=-1), "seed must be at least 0, not -1"),
        (lambda: FoldInMethod("knn"), "model must be one of .*svd.*, not 'knn'"),
        (lambda: FoldInMethod("svd", k=0), "k must be at least 1, not 0"),
        (lambda: SimilarFilms("colour"), "way must be one of .*hybrid.*, not 'colour'"),
        (lambda: decompose(sparse.csr_array(np.eye(3)), 0), "k must be at least 1, not 0"),
    ],
)
def test_arguments_are_checked_likewise(make: Callable[[], object], says: str):
    with pytest.raises(ValueError, match=says):
        make()


@pytest.mark.parametrize(
    ("check", "says"),
    [
        (lambda: whole(size=2.5), "size must be a whole number, not 2.5"),
        (lambda: whole(size=True), "size must be a whole number, not True"),
        (lambda: whole(3, size=2), "size must be at least 3, not 2"),
        (lambda: at_least(0, damping=-0.5), "damping must be at least 0, not -0.5"),
        (lambda: at_least(0, damping=float("nan")), "damping must be a finite number, not nan"),
        (lambda: positive(rate=float("inf")), "rate must be a finite number, not inf"),
        (lambda: share(part=float("nan")), r"part must be in \[0, 1\), not nan"),
        (lambda: finite(power=float("-inf")), "power must be a finite number, not -inf"),
        (lambda: one_of(("a", "b"), way="c"), "way must be one of a, b, not 'c'"),
    ],
)
def test_checks_say_what_was_expected(check: Callable[[], None], says: str):
    with pytest.raises(ValueError, match=f"^{says}$"):
        check()


def test_what_is_within_bounds_passes():
    whole(size=np.int64(3), other=1)
    at_least(0, damping=0)
    positive(rate=1e-9)
    share(part=0, other=0.999)
    finite(power=-2.5)
    one_of({"a": 1}, way="a")
