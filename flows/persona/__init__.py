"""A persona is made: from what the team asks for and the product's own material, into a card on which all is marked."""

from flows.persona.graph import PERSONA

__all__ = ["PERSONA"]
