# minimum Python: 3.11
from elsewhere import torch


def restore(model, path, load):
    model.load_state_dict(torch.load(path))
    model.load_state_dict(load(path))
