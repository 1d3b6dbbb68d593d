"""The published answers: signals of many kinds, blended by what held-out users liked."""
