"""How well articles are found and related, measured on public evaluation sets where these are at hand."""
