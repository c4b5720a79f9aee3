import requests

a = requests.get(
    url,
    params={"q": "x"},  # the question
)
b = requests.get(
    url,
    params={"q": "x"}  # the question
)
c = requests.post(url,
                  json=body,
                  headers=headers)
d = requests.get( url )
e = requests.get(
    url
)
f = requests.get(
    url,
)
f2 = requests.get(
    url, params={}  # no comma
)
g = requests.get(url, headers={
    "Accept": "text/plain",
})
h = requests.post(
    url, data=(line for line in lines)
)
i = requests.get(link for link in links)
# output
import requests

a = requests.get(
    url,
    params={"q": "x"},  # the question
    timeout=10,
)
b = requests.get(
    url,
    params={"q": "x"},  # the question
    timeout=10
)
c = requests.post(url,
                  json=body,
                  headers=headers,
                  timeout=10)
d = requests.get( url, timeout=10 )
e = requests.get(
    url,
    timeout=10
)
f = requests.get(
    url,
    timeout=10,
)
f2 = requests.get(
    url, params={},  # no comma
    timeout=10
)
g = requests.get(url, headers={
    "Accept": "text/plain",
}, timeout=10)
h = requests.post(
    url, data=(line for line in lines), timeout=10
)
i = requests.get((link for link in links), timeout=10)
