"""A file that somebody dropped."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

ENDINGS = (".gz", ".csv", ".tsv", ".xlsx", ".xlsb", ".xls", ".ods", ".jsonl", ".ndjson", ".parquet", ".zip")
"""Of tables, in the order in which they come off a name."""


class File(BaseModel):
    """A file that came with a message: where its bytes are, for whoever may read it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    name: str
    url: str
    size: int = 0
    """Bytes, as Slack says."""

    @property
    def stem(self) -> str:
        """Its name, without what says that it is a table."""
        name = self.name
        for ending in ENDINGS:
            name = name.removesuffix(ending)
        return name
