"""How a forge can fail: children of `ForgeError`."""

from __future__ import annotations

from bot.errors import ForgeError


class RecordError(ForgeError):
    """What is stored of a pull request cannot be read."""

    def __init__(self, ref: str, problem: str) -> None:
        self.ref = ref
        super().__init__(
            f"{ref} {problem}; if it is not Honebot's, remove it with "
            f"`git update-ref -d {ref}`"
        )


class BranchTakenError(ForgeError):
    """A branch that is not Honebot's has the name of the one to be made."""

    def __init__(self, branch: str, taken: str) -> None:
        self.branch = branch
        self.taken = taken
        super().__init__(
            f"the branch {branch} cannot be made, because there is a branch {taken} "
            "that Honebot did not make or no longer needs: rename it "
            f"(`git branch -m {taken} NEW-NAME`) or delete it (`git branch -D {taken}`)"
        )


class BranchInUseError(ForgeError):
    """A branch that is to be brought up to date is checked out somewhere."""

    def __init__(self, branch: str, folder: str) -> None:
        self.branch = branch
        self.folder = folder
        super().__init__(
            f"{branch} is checked out in {folder} and so is not brought up to date: "
            "check out another branch there and run Honebot again"
        )


class NoSuchPullRequestError(ForgeError):
    """There is no pull request of this number."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"there is no pull request {number} (`honebot pr list`)")
