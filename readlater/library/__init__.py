"""The store. `Library` is its only door; everything else here belongs to it."""

from readlater.library.adding import Added, NewArticle, pack
from readlater.library.library import Library

__all__ = ["Added", "Library", "NewArticle", "pack"]
