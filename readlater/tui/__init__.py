"""The screen: the library's articles, the reader and what is known about the open article, in the terminal."""

import os

# Textual paints on the beats of a clock, 60 a second: the second frame after a key may be 17 ms late. It reads this
# when it is imported. Nothing is painted oftener than something changes.
os.environ.setdefault("TEXTUAL_FPS", "240")
