"""Everything readlater knows about language: pure functions over ``str``, each part imported by itself.

``safe`` cleans text from outside, ``words`` counts, ``sentences`` splits, ``detect`` names the language, ``dates``
reads dates, ``terms`` makes the stems that search and similar readings work on, ``keywords`` and ``summary`` describe
an article, ``analysis`` does all of it at once, and ``query`` reads what the reader types into the search box.
"""
