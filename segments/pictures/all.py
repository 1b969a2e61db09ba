"""All pictures of a report, as files."""

from __future__ import annotations

from collections.abc import Iterator

from matplotlib.figure import Figure

from segments.pictures import heat, map, movers, sizes
from segments.pictures.style import png
from segments.report import Picture, Report
from segments.shapes import Customers, Labels


def drawn(customers: Customers, labels: Labels, report: Report) -> Iterator[tuple[Picture, bytes]]:
    """-> (what it shows, its bytes as PNG) of each; none where there are no segments to show."""
    if not report.found:
        return
    yield _file("segment-map.png", map.TITLE, *map.segment_map(customers, labels, report))
    apart = heat.heat_map(report)
    if apart is not None:
        yield _file("what-sets-them-apart.png", heat.TITLE, *apart)
    yield _file("sizes.png", sizes.TITLE, *sizes.sizes(report))
    moved = movers.movers(report)
    if moved is not None:
        yield _file("movers.png", movers.TITLE, *moved)


def _file(name: str, title: str, figure: Figure, words: str) -> tuple[Picture, bytes]:
    return Picture(file=name, title=title, alt=words[:1000]), png(figure)
