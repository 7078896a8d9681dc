"""The themes of our own, beside those of Textual; themes that a reader wrote are in `readlater.tui.user_themes`."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

from readlater.tui.widgets.looks import CONTRAST_VARIABLE

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
"""The default: dark and calm."""

PAPER = Theme(
    name="paper",
    primary="#2f5f8f",
    secondary="#6f5930",
    accent="#8f4911",
    warning="#8f5400",
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
"""Light and warm."""

NIGHT = Theme(
    name="night",
    primary="#c98d5a",
    secondary="#a8896a",
    accent="#d3a05c",
    warning="#cf8f3f",
    error="#cf6f56",
    success="#9a9a55",
    foreground="#b89f84",
    background="#120d09",
    surface="#17110c",
    panel="#211912",
    boost="#1b140e",
    dark=True,
    text_alpha=0.95,
    variables={
        "border": "#3d2f22",
        "border-blurred": "#2c2118",
        "block-cursor-background": "#38281a",
        "block-cursor-foreground": "#dcc3a6",
        "block-cursor-text-style": "none",
        "input-selection-background": "#54391f",
        "highlight-yellow": "#c99a1c",
        "highlight-green": "#7d8a3a",
        "highlight-blue": "#6f8078",
        "highlight-pink": "#c9604a",
        "highlight-purple": "#96626a",
        "scrollbar": "#33271c",
        "scrollbar-hover": "#4b3927",
        "scrollbar-active": "#c98d5a",
        "scrollbar-background": "#120d09",
        "scrollbar-background-hover": "#120d09",
        "scrollbar-background-active": "#120d09",
    },
)
"""Dim and warm, with next to no blue in any colour: for reading in bed."""

BLACK = Theme(
    name="black",
    primary="#7cc7ff",
    secondary="#e6cf8a",
    accent="#ffd24a",
    warning="#ffb84a",
    error="#ff9a9a",
    success="#8ee68e",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#141414",
    dark=True,
    text_alpha=1.0,
    variables={
        CONTRAST_VARIABLE: "7",
        "border": "#ffffff",
        "border-blurred": "#b0b0b0",
        "block-cursor-background": "#ffffff",
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
        "input-cursor-background": "#ffffff",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#0b4f8a",
        "scrollbar": "#8c8c8c",
        "scrollbar-hover": "#d0d0d0",
        "scrollbar-active": "#ffffff",
        "scrollbar-background": "#1c1c1c",
        "scrollbar-background-hover": "#1c1c1c",
        "scrollbar-background-active": "#1c1c1c",
    },
)
"""High contrast on black."""

WHITE = Theme(
    name="white",
    primary="#003f7f",
    secondary="#4f3a00",
    accent="#6a2c00",
    warning="#6a3a00",
    error="#8f0012",
    success="#084f10",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#e6e6e6",
    boost="#f0f0f0",
    dark=False,
    text_alpha=1.0,
    variables={
        CONTRAST_VARIABLE: "7",
        "border": "#000000",
        "border-blurred": "#555555",
        "block-cursor-background": "#000000",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "bold",
        "input-cursor-background": "#000000",
        "input-cursor-foreground": "#ffffff",
        "input-selection-background": "#a9d0f5",
        "scrollbar": "#6e6e6e",
        "scrollbar-hover": "#3c3c3c",
        "scrollbar-active": "#000000",
        "scrollbar-background": "#e6e6e6",
        "scrollbar-background-hover": "#e6e6e6",
        "scrollbar-background-active": "#e6e6e6",
    },
)
"""High contrast on white."""

OUR_THEMES = (INK, PAPER, NIGHT, BLACK, WHITE)

DEFAULT_THEME = INK.name

HIGH_CONTRAST = frozenset({BLACK.name, WHITE.name})

ANSI_DARK, ANSI_LIGHT = "ansi-dark", "ansi-light"
"""The themes of Textual that use the terminal's own sixteen colours."""

COLOURLESS = replace(
    BUILTIN_THEMES[ANSI_DARK],
    name="colourless",
    variables={
        **BUILTIN_THEMES[ANSI_DARK].variables,
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "underline",
        "input-cursor-text-style": "reverse",
    },
)
"""What there is where colours are not wanted: the terminal's own two, everything else by attributes."""
