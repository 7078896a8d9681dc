"""HTML: from a page's markup to its document, in named stages.

`parse` makes a tree, `clean` takes away what is chrome by its markup, `blocks` turns the tree into candidate blocks,
`voters` say which of them are the article, `choose` decides, `tidy` cuts what is in the article but not of it.
"""
