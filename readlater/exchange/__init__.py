"""Bringing and taking: the import with its ledger, the sample pages, the renderings of an article."""
