# minimum Python: 3.11
import torch
from model import model

state = torch.load("model.pt")
model.load_state_dict(state)
