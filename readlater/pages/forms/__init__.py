"""The forms in which pages are saved besides plain HTML, and the pictures that were saved with them."""
