"""What a persona is, whether or not anybody is talking: pure values and rules.

A persona stands for a kind of customer and is always synthetic. Everything about her that is true
without a conversation going on (her schema, the grounding of each statement, fidelity) belongs here.
"""
