"""One file or folder per idea: a document in, a timeline of frames out."""
