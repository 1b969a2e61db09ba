"""The statements of the summary under the dimension they are about: what a slide lists, the chart counts."""

from __future__ import annotations

from decks.material import Material
from interviews.answers import Basis, Claim
from interviews.dimensions import Dimension, Matter
from interviews.language import content_stems
from interviews.summary import Statement


def of_dimension(material: Material, dimension: Dimension) -> tuple[Statement, ...]:
    """-> what was considered of it; where that is nothing, what the problem says of it ("for shops in Leeds")."""
    summary = material.summary
    considered = [each for part in summary.considerations if part.dimension is dimension for each in part.statements]
    return tuple(considered) or tuple(
        each for each in summary.problem if any(_is_mostly_of(claim, dimension) for claim in _claims(material, each))
    )


def _is_mostly_of(claim: Claim, dimension: Dimension) -> bool:
    """Of a decision the day it is due by says nothing of customers."""
    return claim.dimensions[:1] == (dimension,) and Matter.DECISION not in claim.matters


def basis_of(material: Material, statement: Statement) -> Basis | None:
    """How the team knows; where the statement does not say, as the answer does; None where neither does."""
    given = [claim.basis for claim in _claims(material, statement)]
    return statement.basis or (max(given, key=list(Basis).index) if given else None)


def _claims(material: Material, statement: Statement) -> list[Claim]:
    """Those of the cited answers whose words stand in the statement."""
    stems = content_stems(statement.text)
    answers = [answer for answer in material.said if answer.id in statement.answers]
    return [claim for answer in answers for claim in answer.claims if _stands(claim, stems)]


def _stands(claim: Claim, stems: set[str]) -> bool:
    own = content_stems(claim.text)
    return bool(own) and own <= stems
