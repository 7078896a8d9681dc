"""The version of the analyser, by itself: every command compares it with its library's, and must import little."""

from __future__ import annotations

ANALYSER_VERSION = 2
"""Raised whenever the same text would give other stems; articles analysed by an older one are analysed anew.

2: languages are told apart better; letters and digits of more scripts are folded; ``C++`` and ``C#`` are words.
"""
