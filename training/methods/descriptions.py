"""What every method and model is, in two sentences and a citation, for the page that compares them.

A name is that of ``training/methods/registry.py``, of ``training/models/ratings/registry.py``
or of a classic with tables of its own; a test sees to it that none is missing.
"""

from __future__ import annotations

from tables.evaluation import Description

_CREMONESI = (
    "Cremonesi, Koren and Turrin: Performance of recommender algorithms on top-N "
    "recommendation tasks. RecSys 2010.",
    "https://doi.org/10.1145/1864708.1864721",
)
_SARWAR = (
    "Sarwar, Karypis, Konstan and Riedl: Item-based collaborative filtering recommendation "
    "algorithms. WWW 2001.",
    "https://doi.org/10.1145/371920.372071",
)
_HE = (
    "He, Liao, Zhang, Nie, Hu and Chua: Neural collaborative filtering. WWW 2017.",
    "https://doi.org/10.1145/3038912.3052569",
)
_DEERWESTER = (
    "Deerwester, Dumais, Furnas, Landauer and Harshman: Indexing by latent semantic analysis. "
    "Journal of the American Society for Information Science 41, 1990.",
    "https://doi.org/10.1002/(SICI)1097-4571(199009)41:6%3C391::AID-ASI1%3E3.0.CO;2-9",
)
_KOREN_2009 = (
    "Koren, Bell and Volinsky: Matrix factorization techniques for recommender systems. "
    "Computer 42, 2009.",
    "https://doi.org/10.1109/MC.2009.263",
)
_KOREN_2010 = (
    "Koren: Factor in the neighbors: scalable and accurate collaborative filtering. "
    "ACM Transactions on Knowledge Discovery from Data 4, 2010.",
    "https://doi.org/10.1145/1644873.1644874",
)

THREE_PICKS = (
    Description(
        "random",
        "Random order",
        "picks",
        "Every film gets a score by chance, the same for the same three picks. "
        "It is the floor that every other method has to beat.",
        "Ferrari Dacrema, Cremonesi and Jannach: Are we really making much progress? "
        "A worrying analysis of recent neural recommendation approaches. RecSys 2019.",
        "https://doi.org/10.1145/3298689.3347058",
    ),
    Description(
        "most-popular",
        "Most popular",
        "picks",
        "Everybody gets the films that most people liked, whatever they picked. "
        "It is the strongest answer that knows nothing about the visitor.",
        *_CREMONESI,
    ),
    Description(
        "tutorial-draws",
        "Tutorial draws",
        "picks",
        "The neighbours of the picks are pooled and shuffled, and so are the best films of the "
        "users whom the network matches with each pick. "
        "This is how Amine Zaamoun's tutorial of 2021 answers, chance included.",
        *_SARWAR,
    ),
    Description(
        "plain",
        "Plain method",
        "picks",
        "The popular row is the picks' nearest films by the cosine of their ratings, and the "
        "less-known row the best films of the users whom the network matches with the picks. "
        "It uses the same tables as the tutorial, but adds up the evidence where the tutorial "
        "draws by chance.",
        *_SARWAR,
    ),
    Description(
        "item-cosine",
        "Item cosine",
        "picks",
        "A film scores by how alike its ratings and those of the three picks are: the cosine "
        "between the two columns of the rating matrix, summed over the picks. "
        "Users who rate a lot count less, and every parameter is tuned.",
        *_SARWAR,
    ),
    Description(
        "item-shrunk-cosine",
        "Shrunk asymmetric cosine",
        "picks",
        "The cosine of item neighbours, pulled towards zero where few people rated both films, "
        "with exponents that say how much the popularity of pick and candidate count. "
        "With all of them tuned it is among the hardest baselines to beat.",
        "Aiolli: Efficient top-N recommendation for very large scale binary rated datasets. "
        "RecSys 2013.",
        "https://doi.org/10.1145/2507157.2507189",
    ),
    Description(
        "ease",
        "EASE",
        "picks",
        "A linear autoencoder learns to reconstruct what each user liked from everything else "
        "that they liked, with a closed form for the best weights. "
        "The answer is the sum of the three picks' rows of weights.",
        "Steck: Embarrassingly shallow autoencoders for sparse data. WWW 2019.",
        "https://doi.org/10.1145/3308558.3313710",
    ),
    Description(
        "implicit-als",
        "Implicit ALS",
        "picks",
        "Users and films become short vectors whose products reconstruct who rated what, with "
        "more confidence in what was rated than in what was not. "
        "The three picks are folded in as a user who was never seen before.",
        "Hu, Koren and Volinsky: Collaborative filtering for implicit feedback datasets. "
        "ICDM 2008.",
        "https://doi.org/10.1109/ICDM.2008.22",
    ),
    Description(
        "latent-cosine",
        "Latent cosine",
        "picks",
        "A truncated singular value decomposition gives every film a short vector of latent "
        "factors. "
        "Films score by the cosine between their vector and those of the three picks.",
        *_DEERWESTER,
    ),
    Description(
        "multinomial-autoencoder",
        "Multinomial autoencoder",
        "picks",
        "A neural network compresses what a user liked and spreads one unit of probability over "
        "the films that they may like next. "
        "The three picks go in as a history of three.",
        "Liang, Krishnan, Hoffman and Jebara: Variational autoencoders for collaborative "
        "filtering. WWW 2018.",
        "https://doi.org/10.1145/3178876.3186150",
    ),
    Description(
        "taste",
        "Taste model",
        "picks",
        "Every film's rating is regressed on all others', liked ones counting more than seen ones. "
        "It answers lists of any length, low stars included; here the list is three loved films.",
        "Steck: Embarrassingly shallow autoencoders for sparse data. WWW 2019.",
        "https://doi.org/10.1145/3308558.3313710",
    ),
    Description(
        "blend",
        "Blend",
        "picks",
        "Some twenty simple signals, such as neighbours, latent factors, genres and tags, are "
        "weighted by learning to rank on the very task: three liked films in, the user's other "
        "likes out. "
        "Prices keep a less-known film from standing in too many answers.",
        "Cao, Qin, Liu, Tsai and Li: Learning to rank: from pairwise approach to listwise "
        "approach. ICML 2007.",
        "https://doi.org/10.1145/1273496.1273513",
    ),
)

RATINGS = (
    Description(
        "biases",
        "Biases",
        "ratings",
        "A rating is the mean of all ratings plus how generous the user and how good the film is. "
        "Both are damped, so that a few ratings do not say much.",
        *_KOREN_2010,
    ),
    Description(
        "biased-mf",
        "Biased matrix factorization",
        "ratings",
        "To the biases comes the product of a vector of the user and a vector of the film. "
        "Stochastic gradient descent fits all of them to the known ratings.",
        *_KOREN_2009,
    ),
    Description(
        "svd++",
        "SVD++",
        "ratings",
        "Matrix factorization in which a user's vector is helped by a vector for every film that "
        "they rated at all. "
        "What somebody chose to rate says something, whatever the stars.",
        "Koren: Factorization meets the neighborhood: a multifaceted collaborative filtering "
        "model. KDD 2008.",
        "https://doi.org/10.1145/1401890.1401944",
    ),
    Description(
        "neighbours-with-baselines",
        "Item neighbours with baselines",
        "ratings",
        "A rating is the bias of the pair plus what the user's ratings of the most similar films "
        "differed from their own biases. "
        "Similarities are correlations, shrunk where few people rated both films.",
        *_KOREN_2010,
    ),
    Description(
        "dnmf",
        "Deep neural matrix factorization",
        "ratings",
        "A product of embeddings beside a perceptron over them, both computed from rating "
        "histories, genres and years, joined in one output that predicts the stars. "
        "It gives every user's best unseen films, every film's best-matching users and one signal "
        "of the answers.",
        *_HE,
    ),
)

CLASSICS = (
    Description(
        "svd",
        "Truncated SVD",
        "classics",
        "The ratings minus each user's mean, zero where there is none, are reconstructed from "
        "their largest singular values. "
        "What the reconstruction puts highest among the unseen films is recommended.",
        *_CREMONESI,
    ),
    Description(
        "mf",
        "Matrix factorization",
        "classics",
        "Biases and a product of embeddings predict the stars, trained by gradient descent with "
        "a one-cycle schedule. "
        "Any pair of a user and a film can be asked for.",
        *_KOREN_2009,
    ),
    Description(
        "pmf",
        "Probabilistic matrix factorization",
        "classics",
        "The product of two embeddings of 50 numbers, plus biases, squashed to the range of the "
        "rating scale. "
        "The penalty on the weights is a Gaussian prior on the embeddings.",
        "Salakhutdinov and Mnih: Probabilistic matrix factorization. NIPS 2007.",
        "https://papers.nips.cc/paper/2007/hash/d7322ed717dedf1eb4e6e52a37ea7bcd-Abstract.html",
    ),
    Description(
        "nn",
        "Network over embeddings",
        "classics",
        "A perceptron reads the embeddings of user and film side by side, each as wide as the "
        "number of users or films suggests. "
        "It learns how they meet, where a factorization takes their product.",
        "Guo and Berkhahn: Entity embeddings of categorical variables. 2016.",
        "https://arxiv.org/abs/1604.06737",
    ),
    Description(
        "als",
        "Alternating least squares",
        "classics",
        "User and film vectors are solved for in turn, each by least squares with the other held "
        "still, on Spark. "
        "It is the factorization that scales to the largest data sets.",
        "Zhou, Wilkinson, Schreiber and Pan: Large-scale parallel collaborative filtering for the "
        "Netflix Prize. AAIM 2008.",
        "https://doi.org/10.1007/978-3-540-68880-8_32",
    ),
    Description(
        "content",
        "Similar by content",
        "classics",
        "Genres and tags, weighted by how telling they are (TF-IDF), are compressed to 200 "
        "latent components. "
        "Films are alike when the cosine of their components is high, whoever rated them.",
        *_DEERWESTER,
    ),
    Description(
        "collaborative",
        "Similar by ratings",
        "classics",
        "The films' rating vectors are compressed to 200 latent components. "
        "Films are alike when the same people rate them alike.",
        *_SARWAR,
    ),
    Description(
        "hybrid",
        "Similar by both",
        "classics",
        "The mean of the cosines by content and by ratings. "
        "Content helps the films that few people rated.",
        "Burke: Hybrid recommender systems: survey and experiments. User Modeling and "
        "User-Adapted Interaction 12, 2002.",
        "https://doi.org/10.1023/A:1021240730564",
    ),
)

DESCRIPTIONS = (*THREE_PICKS, *RATINGS, *CLASSICS)
