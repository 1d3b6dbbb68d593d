from training.evaluation.tuning.search import Search

GRID = {"a": (0, 1, 2, 3), "b": (0, 1, 2, 3)}


def test_climb_finds_the_top_of_a_hill_and_scores_nothing_twice():
    asked = []

    def evaluate(parameters):
        asked.append(tuple(parameters.values()))
        return {"near": -abs(parameters["a"] - 2) - abs(parameters["b"] - 3), "a": parameters["a"]}

    search = Search(GRID, evaluate)
    search.try_at_random(0, seed=0)
    assert search.climb("near") == {"a": 2, "b": 3}
    assert search.climb("a")["a"] == 3
    assert len(asked) == len(set(asked)) == len(search.trials)


def test_random_trials_repeat_with_their_seed():
    tried = []
    for _ in range(2):
        search = Search(GRID, lambda p: {"x": p["a"]})
        search.try_at_random(5, seed=3)
        tried.append([parameters for parameters, _ in search.trials])
    assert tried[0] == tried[1]
    assert tried[0][0] == {"a": 0, "b": 0}


def test_the_earliest_of_equals_wins():
    search = Search(GRID, lambda p: {"x": 1.0})
    search.try_at_random(10, seed=0)
    assert search.best("x") == {"a": 0, "b": 0}
