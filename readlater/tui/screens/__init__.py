"""The screens: the main one with its panes, and help."""
