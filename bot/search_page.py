"""A page of what was found: what somebody looks for and where, as the modal and its buttons carry it along."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace

from studies.query import Wanted, moment, person_apart, wanted

LONGEST = 200
"""Characters that are looked for; whoever pastes a page finds by its beginning."""


@dataclass(frozen=True)
class SearchPage:
    """`study` and `persona` are ids, `person` a Slack user id, `since` a length of time such as `30d`."""

    words: str = ""
    study: str = ""
    persona: str = ""
    person: str = ""
    since: str = ""
    after: int = 0
    cleared: int = 0
    """How often the menus were cleared: Slack keeps what was chosen in a block until it has another name."""

    @classmethod
    def typed(cls, text: str) -> SearchPage:
        """From what stands behind the command, where Slack writes people as `<@U1|dana>`."""
        words, person = person_apart(text)
        return cls(words=words[:LONGEST].strip(), person=person)

    def looking_for(self, words: str) -> SearchPage:
        """The same place, other words."""
        page = SearchPage.typed(words)
        return replace(self, words=page.words, person=page.person or self.person, after=0)

    def everywhere(self) -> SearchPage:
        """The same words, no menu chosen."""
        return SearchPage(self.words, cleared=self.cleared + 1)

    def wanted(self, now: float) -> Wanted:
        """-> what is looked for; what is chosen in a menu counts before what is typed. `now`: Unix seconds."""
        asked = wanted(self.words, now)
        since = moment(self.since, now) if self.since else None
        return replace(
            asked,
            study_id=self.study,
            persona_id=self.persona,
            person=self.person or asked.person,
            since=asked.since if since is None else since,
        )

    def written(self) -> str:
        # Escaped, an umlaut would take six of the characters that Slack counts.
        return json.dumps({name: value for name, value in asdict(self).items() if value}, ensure_ascii=False)

    @classmethod
    def read(cls, value: str) -> SearchPage:
        """What `written` wrote; the first page of everything where it is none."""
        try:
            told = json.loads(value or "{}")
            words, study, persona, person, since = (
                str(told.get(name, ""))[:LONGEST] for name in ("words", "study", "persona", "person", "since")
            )
            after, cleared = (max(0, int(told.get(name, 0))) for name in ("after", "cleared"))
            return cls(words, study, persona, person, since, after, cleared)
        except (ValueError, TypeError, AttributeError, OverflowError):
            return cls()
