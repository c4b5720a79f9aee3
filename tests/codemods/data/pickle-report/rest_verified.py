import hmac
import pickle


def load(key, data, signature):
    expected = hmac.new(key, data, "sha256").digest()
    if not hmac.compare_digest(expected, signature):
        raise ValueError("the signature is wrong")
    return pickle.loads(data)


def verified(data):
    verify_signature(data)
    return pickle.loads(data)
