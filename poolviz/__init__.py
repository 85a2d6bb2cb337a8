"""poolviz shows pooling happen: a window slides over a feature map, forward and backward.

The packages, and the one direction in which they import each other, are described in the README
under "The house". Importing this package imports nothing else.
"""

__version__ = "0.1.0"
