import aiohttp

a = aiohttp.TCPConnector(ssl=False)
b = aiohttp.TCPConnector(verify_ssl=False)
c = aiohttp.TCPConnector(ssl=context)
