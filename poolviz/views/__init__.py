"""Painting a frame with Qt and pyqtgraph, and finding the cell under the pointer. Knows no pooling."""
