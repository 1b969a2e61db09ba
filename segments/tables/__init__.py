"""A file of customers, whoever made it, as one table in a database on disk.

    whole: packed or not, small enough  ->  encoding  ->  dialect  ->  records  ->  header  ->  rows  ->  types

DuckDB, because it is the only one of the three (pandas, polars, DuckDB) that keeps a table of five million lines on
disk and works in a memory that is set: 66 MB installed, and what is cleaned and counted is said in SQL.
"""

from segments.tables.reading import read
from segments.tables.table import Limits, Table

__all__ = ["Limits", "Table", "read"]
