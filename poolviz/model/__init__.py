"""What is open and what a scene is: Document, Upstream, Timeline, controls as data, the Scene contract."""
