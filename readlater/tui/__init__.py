"""The screen: the library's articles, the reader and what is known about the open article, in the terminal."""
