"""What leaves the program on paper: worksheets and their keys."""
