"""What a page says about itself: title, authors, dates, address, and each candidate with its source."""
