"""What people paste, good and bad."""

PASTED = (
    "1 2; 3 4",
    "1\t2\t3\n4\t5\t6",
    "[[1, 2], [3, 4]]",
    "nan 1\n2 inf",
    "-1 -2 -3\n-4 -5 -6\n-7 -8 -9",
    "5",
    "1 2 3 4 5 6 7 8 9",
    "one two",
    "1 2\n3",
    "",
    "1e30 -1e30\n1e-30 0",
)
