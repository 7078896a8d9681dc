"""What words and the shape of lines tell, in many languages: phrases of chrome, names, dates, measures of lines."""
