"""Renderings of a document: Markdown, HTML, plain text."""
