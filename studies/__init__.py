"""What a team's memory is, whether or not anybody is talking: pure values and rules.

A study is a subject of the team. What was learned in it are insights: claims of interviews that say the same thing,
each with the words it stands on; what is invented is counted apart from what is real. Rhythms say when a digest is due.
"""
