"""What holds for every test: no example of Hypothesis is hurried, because the machine may be busy."""

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.register_profile("mutants", deadline=None, max_examples=25, derandomize=True, database=None)
settings.load_profile("unhurried")
