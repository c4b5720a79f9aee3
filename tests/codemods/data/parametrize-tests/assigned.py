class TestHeap:
    def test_sift_leaf(self):
        """What is smaller comes first."""
        heap = [2]
        sifted = [2]
        assert sift(heap) == sifted

    def test_sift_child(self):
        """What is smaller comes first."""
        heap = [2, 0]
        sifted = [0, 2]
        assert sift(heap) == sifted

    def test_sift_twins(self):
        """What is smaller comes first."""
        heap = [0, 2, 0]
        sifted = [0, 0, 2]
        assert sift(heap) == sifted

    def test_send_list(self):
        total = 0
        total = send({"Content-Length": "14"}, data={"example": ["a", 1, True]})
        assert total == b"example=a&example=1&example=true"

    def test_send_none(self):
        total = 0
        total = send({"Content-Length": "15"}, data={"example": ["b", 2, False]})
        assert total == b"example=b&example=2&example=false"

    def test_send_some(self):
        total = 0
        total = send({"Content-Length": "16"}, data={"example": ["c", 3, None]})
        assert total == b"example=c&example=3&example="
# output
import pytest


class TestHeap:
    @pytest.mark.parametrize(
        ("heap", "sifted"),
        [
            pytest.param([2], [2], id="leaf"),
            pytest.param([2, 0], [0, 2], id="child"),
            pytest.param([0, 2, 0], [0, 0, 2], id="twins"),
        ],
    )
    def test_sift(self, heap, sifted):
        """What is smaller comes first."""
        assert sift(heap) == sifted

    @pytest.mark.parametrize(
        ("content_length", "example", "expected"),
        [
            pytest.param(
                "14",
                ["a", 1, True],
                b"example=a&example=1&example=true",
                id="list",
            ),
            pytest.param(
                "15",
                ["b", 2, False],
                b"example=b&example=2&example=false",
                id="none",
            ),
            pytest.param(
                "16",
                ["c", 3, None],
                b"example=c&example=3&example=",
                id="some",
            ),
        ],
    )
    def test_send(self, content_length, example, expected):
        total = 0
        total = send({"Content-Length": content_length}, data={"example": example})
        assert total == expected
