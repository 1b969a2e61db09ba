"""What customers will do next, always beside what one would have guessed without a model.

purchases -> lifetime, spending -> forecast        who comes back, and what that is worth
churn                                              who leaves, of those whose leaving is a column of the file
"""
