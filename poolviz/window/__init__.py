"""The window: panels, actions, keys, preferences and the clock around the stage."""
