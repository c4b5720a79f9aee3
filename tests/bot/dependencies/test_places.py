"""The values that say where a requirement is written."""

import pytest

from bot.dependencies.places import Clause, Place, Splice, spliced


def _place(*clauses: Clause) -> Place:
    return Place("r.txt", 1, 0, 1, "a", "a", "a", "requirements", clauses)


@pytest.mark.parametrize(
    ("clauses", "pinned"),
    [
        ((Clause("==", "1.0", 0, 3),), "1.0"),
        ((Clause("===", "1.0-x", 0, 5),), "1.0-x"),
        ((Clause("", "1.0", 0, 3),), "1.0"),
        ((Clause("==", "1.*", 0, 3),), ""),
        ((Clause("==", "1.0", 0, 3), Clause("!=", "1.1", 5, 8)), ""),
        ((Clause(">=", "1.0", 0, 3),), ""),
        ((), ""),
    ],
)
def test_pinned(clauses: tuple[Clause, ...], pinned: str) -> None:
    """A place is pinned by one exact clause and no other."""
    assert _place(*clauses).pinned == pinned


def test_splices() -> None:
    """Bytes are replaced from several places at once, whatever their order."""
    made = spliced(b"a==1.0\r\nb==2\n", (Splice(11, 12, b"30"), Splice(3, 6, b"1.1")))

    assert made == b"a==1.1\r\nb==30\n"


@pytest.mark.parametrize(
    "splices",
    [
        (Splice(0, 3, b""), Splice(2, 4, b"")),
        (Splice(2, 99, b""),),
        (Splice(3, 2, b""),),
    ],
)
def test_impossible_splices(splices: tuple[Splice, ...]) -> None:
    """What overlaps or lies outside is an error."""
    with pytest.raises(ValueError, match="cannot be replaced"):
        spliced(b"abcdef", splices)
