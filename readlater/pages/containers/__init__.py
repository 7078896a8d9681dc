"""Files that hold pages: zip, WARC, WACZ and mbox archives, told apart by content and read one page after the other.

An EPUB, an MHTML file or a web archive is one page (or a book of them) and no container.
"""

from __future__ import annotations

from readlater.pages.containers.member import Member
from readlater.pages.containers.opening import container_form, members

__all__ = ["Member", "container_form", "members"]
