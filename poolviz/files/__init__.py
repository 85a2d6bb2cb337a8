"""Reading and writing what people bring and take away: maps, pictures, matrices.

Content decides what a file is, its name only helps. All limits are in `limits`, and whatever goes wrong ends
in one `FileError`.
"""
