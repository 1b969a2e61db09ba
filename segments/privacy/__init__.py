"""Personal data found, and kept on this machine.

    text -> folding -> electronic, numbers (identities, phones), people, places -> redacting -> columns -> table

What is found, how well, and what is not found: docs/segments.md, "Personal data".
"""
