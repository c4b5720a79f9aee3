import pytest

def test_pay():
	for amount in [1, 2]:
		assert pay(amount)
# output
import pytest

@pytest.mark.parametrize("amount", [1, 2])
def test_pay(amount):
	assert pay(amount)
