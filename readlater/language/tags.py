"""Language tags in the case that BCP 47 recommends: ``en-GB``, ``zh-Hant-TW``."""

from __future__ import annotations


def cased_tag(tag: str) -> str:
    """Return a tag with its language in small letters, its script capitalised and its region in capitals.

    What follows a part of one letter (``en-x-twain``, ``de-u-co-phonebk``) is no script or region.
    """
    parts = tag.split("-")
    out = [parts[0].lower()]
    private = len(parts[0]) == 1
    for part in parts[1:]:
        if private or len(part) not in (2, 4) or not part.isalpha():
            out.append(part.lower())
        else:
            out.append(part.upper() if len(part) == 2 else part.capitalize())
        private = private or len(part) == 1
    return "-".join(out)
