# minimum Python: 3.11
import torch


def restore(model, scheduler, path):
    checkpoint = torch.load(path)
    model.load_state_dict(checkpoint["model"])
    state = torch.load(path)
    model.load_state_dict(state)
    print(state)
    model.load_state_dict(torch.load(path)["state_dict"])
    scheduler.load_state_dict(torch.load(path))
    weights = torch.load(path)
    weights = fix(weights)
    model.load_state_dict(weights)
    unused = torch.load(path)
    return torch.load(path)
