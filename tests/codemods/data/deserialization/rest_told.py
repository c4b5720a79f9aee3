# minimum Python: 3.11
import dill
import torch


def restore(model, path, options):
    model.load_state_dict(torch.load(path, weights_only=True))
    model.load_state_dict(torch.load(path, weights_only=False))
    model.load_state_dict(torch.load(path, weights_only=options.weights))
    model.load_state_dict(torch.load(path, **options.more))
    model.load_state_dict(torch.load(path, pickle_module=dill))
    model.load_state_dict(torch.load(path, None, dill))
