"""Words of questions about a report: those that only ask, and those under which reports speak of the same."""

from __future__ import annotations

from interviews.language import content_stems, listed, stem

ASKING = content_stems(
    "segment group cluster customer client people tell show explain describe mean find found many much number come "
    "came work report file data answer question please count total percent share year person everybody whole "
    "segmentation average typical typically usually compare"
)
MONEY = content_stems(
    "money revenue income turnover sales worth value valuable spend spent pay paid bring euro dollar pound profit stake"
)
SIZE = content_stems("big large size small")
WEAK = content_stems("pay use have bring buy order report tell")
"""What carries no subject beside another word."""
COUNTING = frozenset(
    listed(
        """how many large big small largest biggest smallest most least which what segue so and the a of are is were
        there do does did has have we you i find found see in all altogether total whole file report data it this my our
        your segment segments group groups cluster clusters customer customers client clients people"""
    )
)
"""Words of a question that asks for nothing but how many there are."""
MEANS: dict[str, str] = {
    "leave": "churn left leaving silent", "left": "churn leaving silent", "cancel": "churn left", "churn": "left",
    "quit": "churn left", "lose": "churn left", "revenue": "money", "income": "money", "worth": "money",
    "value": "money", "spend": "money spent", "pay": "money", "paid": "money", "bring": "money", "euro": "money",
    "dollar": "money", "pound": "money", "sales": "money", "big": "customers", "large": "customers",
    "size": "customers", "reliable": "stable trusted", "trust": "stable trusted", "forecast": "expect foretold",
    "predict": "expect foretold", "future": "expect", "expect": "foretold", "likely": "expect", "unfair": "fairness",
    "fair": "fairness", "bias": "fairness stand", "discriminate": "fairness", "omit": "used", "exclude": "used aside",
    "skip": "used", "drop": "used", "ignore": "used", "missing": "used", "recognise": "member", "recognize": "member",
    "belong": "member", "advice": "begin", "recommend": "begin", "channel": "reachable",
    "reach": "reachable", "contact": "reachable", "often": "orders", "frequent": "orders", "product": "products",
    "recent": "purchase", "month": "monthly monthlycharges", "age": "senior", "old": "senior",
    "older": "senior", "elderly": "senior", "pensioner": "senior", "retire": "senior",
    "women": "gender", "men": "gender", "male": "gender", "female": "gender",
}  # fmt: skip
"""A word of a question -> words under which reports speak of it."""
MEANING = {stem(word): {stem(each) for each in others.split()} for word, others in MEANS.items()}
