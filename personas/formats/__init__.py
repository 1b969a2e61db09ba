"""Cards in the forms of other tools, and in our own: out, and in again."""

from personas.formats.door import FORMATS, Imported, exported, imported

__all__ = ["FORMATS", "Imported", "exported", "imported"]
