from elsewhere import pickle


def load(source):
    return pickle.load(source)
