"""What a segment is, found in a file of customers: pure, and usable without Slack (`segue segment FILE`).

    tables -> understanding -> receipt, privacy -> features -> clusters, validation -> decision -> profiles -> report

Imported only when a file arrives, in a process of its own: what analyses is large and what is analysed is strange.
"""
