"""Imported by the process that makes workers: reads a page, so that every worker has all that reading needs."""

from __future__ import annotations

from readlater.exchange.packing import Packed, pack_page
from readlater.exchange.prepare import Task

_PARAGRAPH = "<p>This page is read so that everything that reading a page needs is there, and it says nothing else.</p>"
_PAGE = f"<html lang=en><head><title>Warm</title></head><body><article>{_PARAGRAPH * 12}</article></body></html>"

is_warm = isinstance(pack_page(Task("warm", "", _PAGE.encode(), None, 2**20)), Packed)
