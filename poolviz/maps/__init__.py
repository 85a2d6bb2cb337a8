"""Feature maps and how they are made and changed: presets, drawing, the bank of filters.

Nothing here knows pictures on a screen.
"""
