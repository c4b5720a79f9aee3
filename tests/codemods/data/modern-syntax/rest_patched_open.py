import io


def history(path):
    """Tests of the owners patch `shop.history.io.open`."""
    with io.open(path) as file:
        return file.readlines()
