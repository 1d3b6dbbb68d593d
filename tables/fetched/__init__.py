"""Posters and facts fetched from elsewhere: a store beside the runs, which trainings leave alone.

Pages and ``make posters`` read it; nothing that learns does, and
``tests/test_architecture.py`` holds that.
"""
