# minimum Python: 3.11
import torch as t
from torch import load


class Trainer:
    def restore(self, path):
        self.model.load_state_dict(t.load(path, map_location="cpu"), strict=False)
        state = load(path, "cpu")
        self.model.load_state_dict(state)
        self.model.module.load_state_dict(
            t.load(
                path,
                map_location=self.device,  # as asked for
            )
        )
# output
# minimum Python: 3.11
import torch as t
from torch import load


class Trainer:
    def restore(self, path):
        self.model.load_state_dict(t.load(path, map_location="cpu", weights_only=True), strict=False)
        state = load(path, "cpu", weights_only=True)
        self.model.load_state_dict(state)
        self.model.module.load_state_dict(
            t.load(
                path,
                map_location=self.device,  # as asked for
                weights_only=True,
            )
        )
