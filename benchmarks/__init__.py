"""What is fast, measured beside its baselines: ``make bench``."""
