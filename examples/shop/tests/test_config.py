from shop.config import read_config


def test_a_configuration_is_read(tmp_path):
    path = tmp_path / "shop.yml"
    path.write_text("name: corner shop\nlines: [{price: 2.5, count: 4}]\n")

    config = read_config(path)

    assert config == {"name": "corner shop", "lines": [{"price": 2.5, "count": 4}]}
