import pytest


@pytest.fixture()
def cart():
    return []


@pytest.fixture(scope="module")
def shop():
    return {}


@pytest.mark.asyncio
@pytest.fixture
async def client():
    return 1
# output
import pytest


@pytest.fixture
def cart():
    return []


@pytest.fixture(scope="module")
def shop():
    return {}


@pytest.fixture
async def client():
    return 1
