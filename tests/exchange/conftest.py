"""Settings of the property tests."""

from hypothesis import settings

# A busy machine is no failure: time is measured by the benchmarks.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
