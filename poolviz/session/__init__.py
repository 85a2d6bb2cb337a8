"""What is open and how it changes: the one mutable object, and the frozen state that it publishes."""
