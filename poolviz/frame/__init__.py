"""What a picture contains, as frozen data: boards, marks, links, a formula, facts, words.

Nothing here knows pooling or Qt. A scene makes frames, a painter shows them, a test reads them.
"""
