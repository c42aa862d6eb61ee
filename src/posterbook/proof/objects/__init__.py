"""The objects of a file, for both proofs: read by posterbook itself where it wrote them, else by pikepdf."""
