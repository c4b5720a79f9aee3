# minimum Python: 3.11
import torch


async def restore(optimizer, path):
    optimizer.load_state_dict(torch.load(path))
# output
# minimum Python: 3.11
import torch


async def restore(optimizer, path):
    optimizer.load_state_dict(torch.load(path, weights_only=True))
