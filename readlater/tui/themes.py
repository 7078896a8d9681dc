"""The two themes of our own, beside those of Textual: ``ink`` is dark and calm, ``paper`` is light and warm."""

from __future__ import annotations

from textual.theme import Theme

INK = Theme(
    name="ink",
    primary="#8ab4d8",
    secondary="#b9a583",
    accent="#e2b36f",
    warning="#e0a458",
    error="#e07a7a",
    success="#93b88a",
    foreground="#d8d5cd",
    background="#14161a",
    surface="#191c21",
    panel="#22262d",
    boost="#1e2228",
    dark=True,
    text_alpha=0.95,
    variables={
        "border": "#3a4049",
        "border-blurred": "#2b3038",
        "block-cursor-background": "#2a3442",
        "block-cursor-foreground": "#f1eee6",
        "block-cursor-text-style": "none",
        "input-selection-background": "#3b5570",
        "scrollbar": "#2f353e",
        "scrollbar-hover": "#465060",
        "scrollbar-active": "#8ab4d8",
        "scrollbar-background": "#14161a",
        "scrollbar-background-hover": "#14161a",
        "scrollbar-background-active": "#14161a",
    },
)
"""The default."""

PAPER = Theme(
    name="paper",
    primary="#2f5f8f",
    secondary="#7a6238",
    accent="#9a4f14",
    warning="#9a5b00",
    error="#a8323a",
    success="#3f6b3a",
    foreground="#38322a",
    background="#f8f3e9",
    surface="#f2ecdf",
    panel="#e8e0cf",
    boost="#efe8d9",
    dark=False,
    text_alpha=0.95,
    variables={
        "border": "#c9bda5",
        "border-blurred": "#ddd3bf",
        "block-cursor-background": "#e3d8bf",
        "block-cursor-foreground": "#1f1a14",
        "block-cursor-text-style": "none",
        "input-selection-background": "#cfdbe8",
        "scrollbar": "#d6cbb4",
        "scrollbar-hover": "#bfb298",
        "scrollbar-active": "#2f5f8f",
        "scrollbar-background": "#f8f3e9",
        "scrollbar-background-hover": "#f8f3e9",
        "scrollbar-background-active": "#f8f3e9",
    },
)

OUR_THEMES = (INK, PAPER)

DEFAULT_THEME = INK.name
