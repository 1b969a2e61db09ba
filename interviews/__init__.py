"""What a segmentation interview is, whether or not anybody is talking: pure values and rules."""
