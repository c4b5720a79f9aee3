"""Charts as inline SVG: horizontal bars, drawn from plain numbers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW, LABEL, WIDTH, VALUE = 26, 160, 480, 60


def bars(rows: Sequence[tuple[str, float]], *, unit: str = "") -> str:
    """Return an SVG element with one labelled bar per row, longest full width.

    Rows are (label, value ≥ 0). The value is written behind its bar with the
    unit. The title of the picture lists all rows, for screen readers. An
    empty list gives an empty text.
    """
    if not rows:
        return ""
    height = ROW * len(rows)
    most = max(value for _, value in rows) or 1
    room = WIDTH - LABEL - VALUE
    words = "; ".join(f"{label}: {_number(value)}{unit}" for label, value in rows)
    box = f"0 0 {WIDTH} {height}"
    parts = [
        f'<svg class="bars" viewBox="{box}" role="img" aria-label="{escape(words)}">'
    ]
    for index, (label, value) in enumerate(rows):
        top = index * ROW
        length = max(2.0, room * value / most) if value else 0.0
        parts.append(
            f'<text class="label" x="{LABEL - 10}" y="{top + 17}">'
            f"{escape(_short(label))}</text>"
            f'<rect x="{LABEL}" y="{top + 4}" width="{length:.1f}" height="16" rx="3"/>'
            f'<text class="value" x="{LABEL + length + 8:.1f}" y="{top + 17}">'
            f"{_number(value)}{escape(unit)}</text>"
        )
    return "".join([*parts, "</svg>"])


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _short(label: str, most: int = 18) -> str:
    return label if len(label) <= most else f"…{label[1 - most :]}"
