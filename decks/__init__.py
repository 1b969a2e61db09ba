"""What a deck is: nine parts made of an interview, slides on which everything fits, a PowerPoint file, a canvas."""
