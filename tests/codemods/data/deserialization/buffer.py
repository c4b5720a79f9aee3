# minimum Python: 3.12
import io
import torch


def restore(model, data):
    model.load_state_dict(torch.load(io.BytesIO(data)))
# output
# minimum Python: 3.12
import io
import torch


def restore(model, data):
    model.load_state_dict(torch.load(io.BytesIO(data), weights_only=True))
